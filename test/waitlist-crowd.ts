import type { Random } from "../src/core/random.ts";
import { newId } from "../src/platform/ids.ts";
import type { TestClinic } from "./clinic.ts";
import { withClient } from "./postgres-server.ts";
import type { TestServer } from "./server.ts";

/** Patients without anything, by their ids. */
export async function crowdOf(server: TestServer, { organizationId }: TestClinic, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newId);
  await withClient(server.ownerUrl, (client) =>
    client.query(
      `insert into patients (organization_id, id, name, name_key, phone_is_own, gender, version, created_at, updated_at)
       select $1, id, 'Somebody', 'somebody', false, 'unknown', 1, $3, $3 from unnest($2::uuid[]) as id`,
      [organizationId, ids, server.clock.now.toString()],
    ),
  );
  return ids;
}

/** Requests of all kinds that wait at the clinic, one for each patient, written as the use case would. */
export async function waitAll(
  server: TestServer,
  ids: TestClinic,
  patients: readonly string[],
  random: Random,
): Promise<void> {
  const requests = patients.map((patient_id, i) => {
    const required = random.chance(0.4);
    return {
      id: newId(),
      patient_id,
      service_id: random.chance(0.2) ? ids.scanId : ids.consultationId,
      sessions: random.whole(1, 3),
      earliest_date: random.chance(0.8) ? "2026-11-18" : `2026-11-${random.whole(19, 22)}`,
      latest_date: random.chance(0.7) ? null : `2026-11-${random.whole(22, 24)}`,
      min_days_between: random.whole(1, 2),
      max_days_between: random.chance(0.8) ? null : 3,
      practitioner_id: required ? random.pick(ids.practitionerIds) : null,
      practitioner_required: required,
      priority: random.chance(0.05) ? random.whole(1, 9) : 0,
      offer_notice_minutes: random.pick([0, 60, 120, 1440, 2880]),
      created_at: server.clock.now.subtract({ minutes: patients.length - i }).toString(),
    };
  });
  await withClient(server.ownerUrl, async (client) => {
    const values = [ids.organizationId, ids.clinicId, JSON.stringify(requests)];
    await client.query(
      `insert into booking_requests (organization_id, id, clinic_id, patient_id, service_id, sessions, status, earliest_date, latest_date,
         min_days_between, max_days_between, practitioner_id, practitioner_required, clinic_required, room_kind_required, priority,
         waitlisted, offer_notice_minutes, created_at, updated_at, version)
       select $1, q.id, $2, q.patient_id, q.service_id, q.sessions, 'open', q.earliest_date, q.latest_date, q.min_days_between,
         q.max_days_between, q.practitioner_id, q.practitioner_required, true, false, q.priority, true, q.offer_notice_minutes,
         q.created_at, q.created_at, 1
       from jsonb_populate_recordset(null::booking_requests, $3) q`,
      values,
    );
    await client.query(
      `insert into session_tickets select organization_id, gen_random_uuid(), id, n, 'planned', created_at, created_at, 1
       from booking_requests cross join generate_series(1, sessions) n where organization_id = $1`,
      values.slice(0, 1),
    );
    await client.query("analyze booking_requests, session_tickets, patients");
  });
}
