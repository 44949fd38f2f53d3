import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { PlacementStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { Reasons } from "./proposal.ts";
import type { place, placement } from "./schemas.ts";

/** A place as the API says it. */
export type SaidPlace = z.output<typeof place>;
export type Refusal = NonNullable<z.output<typeof placement>["refusal"]>;

export interface NewPlacementRow {
  id: string;
  position: number;
  status: "proposed" | "unplaced";
  clinic_id: string;
  patient_id: string;
  service_id: string;
  session_ticket_id: string | null;
  appointment_id: string | null;
  was: SaidPlace | null;
  practitioner_id: string | null;
  resource_ids: readonly string[];
  starts_at: string | null;
  ends_at: string | null;
  cost: number;
  reasons: Reasons;
}

/** A placement as the API answers it. */
export interface PlacementRow extends Omit<NewPlacementRow, "status" | "starts_at" | "ends_at"> {
  version: number;
  status: PlacementStatus;
  starts_at: Temporal.Instant | null;
  ends_at: Temporal.Instant | null;
  patient_name: string;
  service_name: string;
  practitioner_name: string | null;
  request_id: string | null;
  refusal: Refusal | null;
  instead_at: Temporal.Instant | null;
}

/** So many rows travel in one statement. */
const atOnce = 1000;

export async function insertPlacements(
  tx: Transaction,
  planId: string,
  placements: readonly NewPlacementRow[],
  now: Temporal.Instant,
): Promise<void> {
  for (let i = 0; i < placements.length; i += atOnce)
    await tx.rows(
      `insert into matching_placements (organization_id, id, plan_id, position, status, clinic_id, patient_id, service_id,
         session_ticket_id, appointment_id, was, practitioner_id, resource_ids, starts_at, ends_at, cost, reasons, updated_at, version)
       select $1, id, $2, position, status, clinic_id, patient_id, service_id, session_ticket_id, appointment_id,
         nullif(was, 'null'), practitioner_id, resource_ids, starts_at, ends_at, cost, reasons, $4, 1
       from jsonb_to_recordset($3::jsonb) as p (id uuid, position int, status text, clinic_id uuid, patient_id uuid, service_id uuid,
         session_ticket_id uuid, appointment_id uuid, was jsonb, practitioner_id uuid, resource_ids uuid[], starts_at timestamptz,
         ends_at timestamptz, cost bigint, reasons jsonb)`,
      [tx.organizationId, planId, JSON.stringify(placements.slice(i, i + atOnce)), now],
    );
}

// Of a refused one, when its session is after all, or where its appointment was moved to instead.
const insteadAt = `case when m.status <> 'refused' then null
    when m.was is null then (
      select a.starts_at from appointments a
      where a.organization_id = $1 and a.session_ticket_id = m.session_ticket_id
        and a.status in ('pending', 'confirmed', 'checked_in', 'completed'))
    else (
      select a.starts_at from appointments a
      where a.organization_id = $1 and a.id = m.appointment_id and a.status in ('pending', 'confirmed', 'checked_in', 'completed')
        and (a.starts_at <> (m.was ->> 'starts_at')::timestamptz
          or a.practitioner_id is distinct from (m.was ->> 'practitioner_id')::uuid)) end`;

const placements = `
  select m.id, m.version, m.position, m.status, m.clinic_id, m.patient_id, p.name as patient_name, m.service_id,
    s.name as service_name, t.request_id, m.session_ticket_id, m.appointment_id, m.was, m.practitioner_id,
    d.name as practitioner_name, m.resource_ids, m.starts_at, m.ends_at, m.cost, m.reasons, m.refusal,
    ${insteadAt} as instead_at
  from matching_placements m
  join patients p on p.organization_id = $1 and p.id = m.patient_id
  join services s on s.organization_id = $1 and s.id = m.service_id
  left join session_tickets t on t.organization_id = $1 and t.id = m.session_ticket_id
  left join resources d on d.organization_id = $1 and d.id = m.practitioner_id
  where m.organization_id = $1`;

/** Of a plan, in their order. */
export async function selectPlacements(database: Database, planId: string): Promise<PlacementRow[]> {
  return await database.rows(`${placements} and m.plan_id = $2 order by m.position`, [database.organizationId, planId]);
}

export interface PlacementStep {
  from: readonly PlacementStatus[];
  to: PlacementStatus;
  /** Null leaves the one that it has. */
  appointmentId: string | null;
  /** Null is none. */
  refusal: Refusal | null;
  now: Temporal.Instant;
}

/** The guarded move; says whether it was made. The plan is locked by then. */
export async function movePlacement(tx: Transaction, id: string, step: PlacementStep): Promise<boolean> {
  const { from, to, appointmentId, refusal, now } = step;
  const rows = await tx.rows(
    {
      name: "move_placement",
      text: `update matching_placements set status = $4, appointment_id = coalesce($5, appointment_id), refusal = $6, updated_at = $7,
           version = version + 1
         where organization_id = $1 and id = $2 and status = any ($3) returning 1`,
    },
    [tx.organizationId, id, from, to, appointmentId, refusal === null ? null : JSON.stringify(refusal), now],
  );
  return rows.length === 1;
}
