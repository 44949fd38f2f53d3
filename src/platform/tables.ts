/** How a table would be spread over many PostgreSQL nodes; the contract that keeps this possible is checked in the tests. */
export type Spread =
  /** Rows of one key live on one node. The key leads every primary key, unique index and exclusion constraint. */
  | { role: "sharded"; key: "organization_id" | "email_hash" }
  /** A small table that every node has whole. */
  | { role: "reference" }
  /** Stays on the coordinator; nothing refers to it. */
  | { role: "local" };

const byOrganization = { role: "sharded", key: "organization_id" } as const;

/** Every table there is; a migration that adds one adds it here. */
export const tables: Record<string, Spread> = {
  schema_migrations: { role: "local" },
  organizations: { role: "reference" },
  // Read before the tenant is known, and so found by what the caller brings.
  sign_in_directory: { role: "sharded", key: "email_hash" },

  accounts: byOrganization,
  sign_ins: byOrganization,
  api_tokens: byOrganization,
  idempotency_keys: byOrganization,
  patients: byOrganization,
  patient_merges: byOrganization,
  medical_notes: byOrganization,
  imported_rows: byOrganization,

  clinics: byOrganization,
  resources: byOrganization,
  practitioners: byOrganization,
  practitioner_clinics: byOrganization,
  schedule_rules: byOrganization,
  schedule_rule_breaks: byOrganization,
  slots: byOrganization,
  slot_inventories: byOrganization,
  supply_revisions: byOrganization,
  pools: byOrganization,
  pool_resources: byOrganization,
  schedule_exceptions: byOrganization,
  time_off_requests: byOrganization,
  session_rules: byOrganization,
  sessions: byOrganization,
  session_beds: byOrganization,
  standing_admissions: byOrganization,
  standing_admission_rules: byOrganization,

  services: byOrganization,
  service_phases: byOrganization,
  service_clinics: byOrganization,
  service_practitioners: byOrganization,

  contracts: byOrganization,
  contract_lines: byOrganization,
  booking_requests: byOrganization,
  booking_patterns: byOrganization,
  session_tickets: byOrganization,
  waitlist_openings: byOrganization,
  waitlist_offers: byOrganization,
  matching_plans: byOrganization,
  matching_placements: byOrganization,

  appointments: byOrganization,
  resource_claims: byOrganization,
  events: byOrganization,

  visit_tickets: byOrganization,
  visits: byOrganization,
  queue_counters: byOrganization,
  void_queue_numbers: byOrganization,
  visit_estimates: byOrganization,

  payments: byOrganization,
  payment_entries: byOrganization,
  payment_adjustments: byOrganization,
  receipt_counters: byOrganization,
  cash_drawers: byOrganization,
  day_closes: byOrganization,

  outbox: byOrganization,
  relay_turns: byOrganization,
  rooms: byOrganization,
  room_events: byOrganization,
};
