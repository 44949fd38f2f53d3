/** Rows by table, each a line of PostgreSQL's COPY in text format. */
export type Lines = Record<Table, string[]>;

/** What an organization's past is stored in, and the columns that are filled; the others stay empty. */
export const columns = {
  patients: "id, name, name_key, sound_key, phone_is_own, gender, version, created_at, updated_at",
  appointments: `id, booking_id, clinic_id, patient_id, service_id, practitioner_id, starts_at, ends_at, starts_local, timezone, service_date,
    status, booking_source, service_name, duration_minutes, price_minor, currency, consultation_mode, phases, reschedule_count, overlap_waived,
    needs_approval, checked_in_at, completed_at, cancelled_at, cancelled_by, cancelled_for, cancelled_late, no_show_at, created_by, created_at,
    updated_at, version`,
  resource_claims:
    "id, appointment_id, phase, resource_id, lane, starts_at, ends_at, lead_starts_at, lead_ends_at, status",
  visit_tickets: "id, clinic_id, patient_id, service_date, created_at",
  visits: `id, clinic_id, visit_ticket_id, appointment_id, patient_id, practitioner_id, service_id, visit_type, status, service_date,
    queue_number, check_in_time, called_at, started_at, ended_at, completed_at, created_at, updated_at, version`,
  payments: `id, clinic_id, visit_id, appointment_id, patient_id, practitioner_id, service_date, price_minor, charge_minor, total_minor, amount_paid_minor, currency,
    share_basis_points, practitioner_share_minor, clinic_share_minor, status, due_at, paid_at, created_at, updated_at, version`,
  payment_entries:
    "id, payment_id, clinic_id, kind, amount_minor, method, account_id, occurred_at, occurred_on, receipt_number",
  events: "subject_id, version, id, subject, kind, actor_id, occurred_at, change, clinic_id, service_date",
  queue_counters: "clinic_id, service_date, last_number",
  receipt_counters: "clinic_id, last_number",
} as const;

export type Table = keyof typeof columns;
export const tables = Object.keys(columns) as Table[];

const namesOf = Object.fromEntries(tables.map((table) => [table, columns[table].split(/,\s*/)])) as Record<
  Table,
  string[]
>;

/** A list is stored as JSON. */
export type Row = Record<string, string | number | boolean | number[][] | null | undefined>;

export const noLines = (): Lines => Object.fromEntries(tables.map((table) => [table, []])) as unknown as Lines;

/** Text that holds neither tabs nor backslashes, as all here does. */
export function lineOf(table: Table, organizationId: string, row: Row): string {
  const values = [organizationId];
  for (const name of namesOf[table]) values.push(textOf(row[name]));
  return values.join("\t");
}

const textOf = (value: Row[string]) =>
  value == null ? "\\N" : Array.isArray(value) ? JSON.stringify(value) : String(value);
