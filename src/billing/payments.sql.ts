import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

export interface PaymentRow {
  id: string;
  clinic_id: string;
  /** What it is owed for: a visit or a contract. */
  visit_id: string | null;
  contract_id: string | null;
  appointment_id: string | null;
  patient_id: string;
  practitioner_id: string | null;
  price_minor: number;
  /** The price with its adjustments; of a cancelled contract, what was given. */
  charge_minor: number;
  /** The charge, or what was paid as long as that is more. */
  total_minor: number;
  amount_paid_minor: number;
  deposit_minor: number;
  refund_due_minor: number;
  currency: string;
  share_basis_points: number;
  practitioner_share_minor: number;
  clinic_share_minor: number;
  status: "pending" | "paid" | "refunded";
  due_at: Temporal.Instant | null;
  paid_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
  version: number;
}

const names = [
  "id",
  "clinic_id",
  "visit_id",
  "contract_id",
  "appointment_id",
  "patient_id",
  "practitioner_id",
  "price_minor",
  "charge_minor",
  "total_minor",
  "amount_paid_minor",
  "deposit_minor",
  "currency",
  "share_basis_points",
  "practitioner_share_minor",
  "clinic_share_minor",
  "status",
  "due_at",
  "paid_at",
  "created_at",
  "version",
];

/** The columns of a payment, of the table or alias of this name. */
export const columnsOf = (table: string): string =>
  [...names.map((name) => `${table}.${name}`), `${table}.total_minor - ${table}.charge_minor as refund_due_minor`].join(
    ", ",
  );
export const paymentColumns = columnsOf("payments");

export interface NewPayment {
  id: string;
  clinicId: string;
  visitId: string;
  appointmentId: string | null;
  patientId: string;
  practitionerId: string | null;
  serviceDate: string;
  totalMinor: number;
  depositMinor: number;
  currency: string;
  shareBasisPoints: number;
  practitionerShareMinor: number;
  clinicShareMinor: number;
  now: Temporal.Instant;
}

const insertStatement = {
  name: "insert_payment",
  text: `insert into payments (organization_id, id, clinic_id, visit_id, appointment_id, patient_id, practitioner_id, service_date, price_minor,
      charge_minor, total_minor, amount_paid_minor, deposit_minor, currency, share_basis_points, practitioner_share_minor, clinic_share_minor,
      status, created_at, updated_at, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9, 0, $15, $10, $11, $12, $13, 'pending', $14, $14, 1) returning ${paymentColumns}`,
};

/** What a visit will cost. Its story begins with the row itself: the event of a booking is the appointment's. */
export async function insertPayment(tx: Transaction, payment: NewPayment): Promise<PaymentRow> {
  const [row] = await tx.rows<PaymentRow>(insertStatement, [
    tx.organizationId,
    payment.id,
    payment.clinicId,
    payment.visitId,
    payment.appointmentId,
    payment.patientId,
    payment.practitionerId,
    payment.serviceDate,
    payment.totalMinor,
    payment.currency,
    payment.shareBasisPoints,
    payment.practitionerShareMinor,
    payment.clinicShareMinor,
    payment.now,
    payment.depositMinor,
  ]);
  return row!;
}

/** The payment, locked: what is read here is still so when the entry is written. */
export async function lockPayment(
  tx: Transaction,
  key: { id: string } | { visitId: string } | { contractId: string },
): Promise<PaymentRow | undefined> {
  const [column, value] =
    "id" in key ? ["id", key.id] : "visitId" in key ? ["visit_id", key.visitId] : ["contract_id", key.contractId];
  const [row] = await tx.rows<PaymentRow>(
    {
      name: `lock_payment_by_${column}`,
      text: `select ${paymentColumns} from payments where organization_id = $1 and ${column} = $2 for update`,
    },
    [tx.organizationId, value],
  );
  return row;
}

/** What of a payment a change may set. */
export interface PaymentChange {
  charge_minor?: number;
  total_minor?: number;
  amount_paid_minor?: number;
  share_basis_points?: number;
  practitioner_share_minor?: number;
  clinic_share_minor?: number;
  status?: PaymentRow["status"];
  due_at?: Temporal.Instant | null;
  paid_at?: Temporal.Instant | null;
  service_date?: string;
  practitioner_id?: string | null;
}

/** Why a payment changes, and by whom; nobody is null. */
export interface PaymentCause {
  kind: string;
  actorId: string | null;
  now: Temporal.Instant;
}

/**
 * Changes a payment that is locked, and writes the event of it in the same breath: `change` of the event holds what was set. Column names
 * come from the type, never from outside.
 */
export async function changePayment(
  tx: Transaction,
  id: string,
  change: PaymentChange,
  { kind, actorId, now }: PaymentCause,
): Promise<PaymentRow> {
  const set = Object.keys(change);
  const sets = set.map((column, i) => `${column} = $${i + 7}`);
  const told = [...set, "updated_at", "version"].map((column) => `'${column}', ${column}`).join(", ");
  const [row] = await tx.rows<PaymentRow>(
    `with changed as (
       update payments set ${[...sets, "updated_at = $3", "version = version + 1"].join(", ")}
       where organization_id = $1 and id = $2 returning *),
     recorded as (
       insert into events (organization_id, subject, subject_id, version, id, kind, actor_id, occurred_at, change)
       select organization_id, 'payment', id, version, $4::uuid, $5::text, $6::uuid, updated_at, jsonb_build_object(${told}) from changed)
     select ${columnsOf("changed")} from changed`,
    [tx.organizationId, id, now, newId(), kind, actorId, ...Object.values(change)],
  );
  return row!;
}

export interface PaymentEventRow {
  id: string;
  kind: string;
  version: number;
  actor_id: string | null;
  actor_name: string | null;
  occurred_at: Temporal.Instant;
  change: Record<string, unknown>;
}

/** What changed the payment since it was made, in order. */
export async function selectPaymentEvents(database: Database, id: string): Promise<PaymentEventRow[]> {
  return await database.rows(
    `select e.id, e.kind, e.version, e.actor_id, a.name as actor_name, e.occurred_at, e.change
     from events e left join accounts a on a.organization_id = $1 and a.id = e.actor_id
     where e.organization_id = $1 and e.subject = 'payment' and e.subject_id = $2 order by e.version`,
    [database.organizationId, id],
  );
}
