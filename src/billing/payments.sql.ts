import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

export interface PaymentRow {
  id: string;
  clinic_id: string;
  /** What it is owed for: a visit or a contract. */
  visit_id: string | null;
  contract_id: string | null;
  appointment_id: string | null;
  patient_id: string;
  practitioner_id: string | null;
  total_minor: number;
  amount_paid_minor: number;
  currency: string;
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
  "total_minor",
  "amount_paid_minor",
  "currency",
  "practitioner_share_minor",
  "clinic_share_minor",
  "status",
  "due_at",
  "paid_at",
  "created_at",
  "version",
];
export const paymentColumns = names.join(", ");

export interface NewPayment {
  id: string;
  clinicId: string;
  visitId: string;
  appointmentId: string | null;
  patientId: string;
  practitionerId: string | null;
  serviceDate: string;
  totalMinor: number;
  currency: string;
  shareBasisPoints: number;
  practitionerShareMinor: number;
  clinicShareMinor: number;
  now: Temporal.Instant;
}

const insertStatement = {
  name: "insert_payment",
  text: `insert into payments (organization_id, id, clinic_id, visit_id, appointment_id, patient_id, practitioner_id, service_date, price_minor, total_minor,
      amount_paid_minor, currency, share_basis_points, practitioner_share_minor, clinic_share_minor, status, created_at, updated_at, version)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 0, $10, $11, $12, $13, 'pending', $14, $14, 1) returning ${paymentColumns}`,
};

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

export async function updatePayment(
  tx: Transaction,
  id: string,
  change: Pick<PaymentRow, "amount_paid_minor" | "status" | "due_at" | "paid_at">,
  now: Temporal.Instant,
): Promise<PaymentRow> {
  const [row] = await tx.rows<PaymentRow>(
    {
      name: "update_payment",
      text: `update payments set amount_paid_minor = $3, status = $4, due_at = $5, paid_at = $6, updated_at = $7, version = version + 1
        where organization_id = $1 and id = $2 returning ${paymentColumns}`,
    },
    [tx.organizationId, id, change.amount_paid_minor, change.status, change.due_at, change.paid_at, now],
  );
  return row!;
}

/** The payment follows its visit to another date and practitioner, whose share may differ. */
export async function redatePayment(
  tx: Transaction,
  visitId: string,
  to: {
    serviceDate: string;
    practitionerId: string | null;
    shareBasisPoints: number;
    practitionerShareMinor: number;
    clinicShareMinor: number;
    now: Temporal.Instant;
  },
): Promise<void> {
  await tx.rows(
    `update payments set service_date = $3, practitioner_id = $4, share_basis_points = $5, practitioner_share_minor = $6,
       clinic_share_minor = $7, updated_at = $8, version = version + 1 where organization_id = $1 and visit_id = $2`,
    [
      tx.organizationId,
      visitId,
      to.serviceDate,
      to.practitionerId,
      to.shareBasisPoints,
      to.practitionerShareMinor,
      to.clinicShareMinor,
      to.now,
    ],
  );
}

export interface EntryRow {
  id: string;
  kind: "receipt" | "refund";
  amount_minor: number;
  method: "cash" | "visa" | "bank_transfer";
  occurred_at: Temporal.Instant;
  account_id: string | null;
}

const entryColumns = "id, kind, amount_minor, method, occurred_at, account_id";

/** Money is in the day of the clinic where it was taken. */
export async function insertEntry(
  tx: Transaction,
  entry: Omit<EntryRow, "occurred_at"> & { payment: PaymentRow; occurredOn: string; now: Temporal.Instant },
): Promise<EntryRow> {
  const [row] = await tx.rows<EntryRow>(
    {
      name: "insert_entry",
      text: `insert into payment_entries (organization_id, id, payment_id, clinic_id, kind, amount_minor, method, account_id,
          occurred_at, occurred_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning ${entryColumns}`,
    },
    [
      tx.organizationId,
      entry.id,
      entry.payment.id,
      entry.payment.clinic_id,
      entry.kind,
      entry.amount_minor,
      entry.method,
      entry.account_id,
      entry.now,
      entry.occurredOn,
    ],
  );
  return row!;
}

export async function selectEntries(database: Database, paymentId: string): Promise<EntryRow[]> {
  return await database.rows(
    `select ${entryColumns} from payment_entries where organization_id = $1 and payment_id = $2 order by occurred_at, id`,
    [database.organizationId, paymentId],
  );
}

/** Whether money has moved for the visit since the thing with this id was made: ids sort by time. */
export async function hasEntriesSince(database: Database, visitId: string, id: string): Promise<boolean> {
  const [row] = await database.rows(
    `select 1 from payments m join payment_entries e on e.organization_id = $1 and e.payment_id = m.id
     where m.organization_id = $1 and m.visit_id = $2 and e.id > $3 limit 1`,
    [database.organizationId, visitId, id],
  );
  return row !== undefined;
}

// Of a contract, the services that it sells.
const listed = `select ${names.map((name) => `m.${name}`).join(", ")}, p.name as patient_name,
    coalesce(s.name, (select string_agg(distinct s.name, ', ') from contract_lines l
      join services s on s.organization_id = $1 and s.id = l.service_id
      where l.organization_id = $1 and l.contract_id = m.contract_id)) as service_name,
    r.name as practitioner_name, m.service_date, v.queue_number, v.status as visit_status, c.contract_number
  from payments m
  left join visits v on v.organization_id = $1 and v.id = m.visit_id
  left join contracts c on c.organization_id = $1 and c.id = m.contract_id
  join patients p on p.organization_id = $1 and p.id = m.patient_id
  left join services s on s.organization_id = $1 and s.id = v.service_id
  left join resources r on r.organization_id = $1 and r.id = m.practitioner_id`;

export interface ListedPaymentRow extends PaymentRow {
  service_date: Temporal.PlainDate;
}

export interface PaymentFilter {
  clinicId: string | null;
  patientId: string | null;
  status: string | null;
  outstanding: boolean;
  from: string | null;
  to: string | null;
  beforeDate: string | null;
  beforeId: string | null;
}

/** Newest first, before the keyset of the filter. Outstanding is what is due and not paid. */
export async function selectPayments(
  database: Database,
  filter: PaymentFilter,
  limit: number,
): Promise<ListedPaymentRow[]> {
  return await database.rows(
    `${listed}
     where m.organization_id = $1 and ($2::uuid is null or m.clinic_id = $2) and ($3::uuid is null or m.patient_id = $3)
       and ($4::text is null or m.status = $4) and (not $5::boolean or (m.status = 'pending' and m.due_at is not null))
       and ($6::date is null or m.service_date >= $6) and ($7::date is null or m.service_date < $7)
       and ($8::date is null or (m.service_date, m.id) < ($8, $9::uuid))
     order by m.service_date desc, m.id desc limit $10`,
    [
      database.organizationId,
      filter.clinicId,
      filter.patientId,
      filter.status,
      filter.outstanding,
      filter.from,
      filter.to,
      filter.beforeDate,
      filter.beforeId,
      limit,
    ],
  );
}

/** What the payment is owed for, and where. */
export type OwedFor = Pick<PaymentRow, "clinic_id" | "visit_id" | "contract_id">;

export async function selectOwedFor(database: Database, id: string): Promise<OwedFor | undefined> {
  const [row] = await database.rows<OwedFor>(
    "select clinic_id, visit_id, contract_id from payments where organization_id = $1 and id = $2",
    [database.organizationId, id],
  );
  return row;
}

export async function selectPayment(database: Database, id: string): Promise<ListedPaymentRow | undefined> {
  const [row] = await database.rows<ListedPaymentRow>(`${listed} where m.organization_id = $1 and m.id = $2`, [
    database.organizationId,
    id,
  ]);
  return row;
}
