import { DatabaseError } from "pg";
import { DomainError, fault, type ErrorCode } from "../core/errors.ts";

const phoneTaken =
  "Another patient owns this number. Set phone_is_own to false for a relative, or take_over to true to make this patient its owner.";

/** The one place where a constraint's name becomes an error that a person can act on. */
const refusals: Record<string, () => DomainError> = {
  resource_claims_no_overlap: () => new DomainError("slot_taken", "Another booking has this time."),
  resource_claims_lead_no_overlap: () => new DomainError("slot_taken", "Another booking has this time."),
  appointments_patient_no_overlap: () =>
    new DomainError("slot_taken", "The patient has another appointment at this time."),
  appointments_session_ticket_key: () => new DomainError("ticket_spent", "Another appointment gives this session."),
  appointments_session_bed_key: () => new DomainError("bed_taken", "The bed is given to somebody else."),
  patients_phone_owner_key: () =>
    new DomainError("phone_taken", phoneTaken, {
      errors: [{ pointer: "/phone", code: "phone_taken", detail: phoneTaken }],
      members: { take_over: true },
    }),
  ...Object.fromEntries(
    ["visit_tickets", "contracts", "booking_requests", "standing_admissions", "medical_notes"].map((table) => [
      `${table}_patient_fk`,
      () => fault("patient_merged", "/patient_id", "This record is being merged into another one; look again."),
    ]),
  ),
  accounts_email_key: () => fault("already_exists", "/email", "An account with this e-mail address exists."),
  idempotency_keys_pkey: () => new DomainError("already_exists", "A call with this Idempotency-Key is under way."),
  organizations_slug_key: () => fault("already_exists", "/slug", "An organization with this name exists."),
  accounts_practitioner_fk: () => fault("not_found", "/practitioner_id", "There is no such practitioner."),
  cash_drawers_day_key: () => fault("already_exists", "/account_id", "This account has a drawer for today."),
  cash_drawers_account_fk: () => fault("not_found", "/account_id", "There is no such account."),
  resources_clinic_fk: () => fault("not_found", "/clinic_id", "There is no such clinic."),
  pools_clinic_fk: () => fault("not_found", "/clinic_id", "There is no such clinic."),
  pool_resources_resource_fk: () => fault("not_found", "/resource_ids", "There is no such resource."),
  practitioner_clinics_clinic_fk: () => fault("not_found", "/clinic_ids", "There is no such clinic."),
  service_clinics_clinic_fk: () => fault("not_found", "/clinic_ids", "There is no such clinic."),
  service_practitioners_practitioner_fk: () =>
    fault("not_found", "/practitioner_ids", "There is no such practitioner."),
  service_phases_resource_fk: () => fault("not_found", "/phases", "There is no such resource."),
  service_phases_pool_fk: () => fault("not_found", "/phases", "There is no such pool."),
  schedule_rules_resource_fk: () => fault("not_found", "/resource_id", "There is no such resource."),
  schedule_rules_clinic_fk: () => fault("not_found", "/clinic_id", "There is no such clinic."),
  schedule_rules_valid_in_order: () => fault("invalid_rule", "/valid_to", "The last date lies before the first."),
};

/**
 * SQLSTATEs that say: the database cannot answer now, ask again. Classes 08 (connection), 53 (resources, such as a full disk), 57
 * (cancelled, shut down) and 58 (the system under it); a lock that did not come; a transaction that took too long, or lost its
 * race each time it was tried; and connections that never stood.
 */
const passing =
  /^(08|53|57|58)|^55P03$|^25P0[34]$|^40(001|P01)$|^(ECONN\w+|EPIPE|ENOENT|ETIMEDOUT|E(HOST|NET)UNREACH|EAI_AGAIN|ENOTFOUND)$/;

/** SQLSTATEs of a value that slipped through the schemas, such as a cursor that somebody made up. */
const unreadable = new Set(["22P02", "22007", "22008", "22003", "22021"]);

/** A transaction that lost a race and may simply be tried again. */
export function isRetryable(error: unknown): boolean {
  return error instanceof DatabaseError && (error.code === "40001" || error.code === "40P01");
}

/** A write met a database that only reads: a standby, or one whose host has closed it to changes. */
export function isReadOnly(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === "25006";
}

/**
 * What PostgreSQL refused, in the words of the domain; anything unknown comes back as it is.
 *
 * Names are read from the message, because a distributed table reports them with a `_<shard>` suffix and without the
 * `constraint` field. PostgreSQL's `detail` is dropped: it carries other patients' data.
 */
export function translate(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (code === "TS001") return new DomainError(error.message as ErrorCode, "Somebody else was first.");
  const constraint = /constraint "(\w+?)(?:_\d+)?"/.exec(error.message)?.[1];
  const refusal = constraint === undefined ? undefined : refusals[constraint];
  if (refusal) return refusal();
  if (
    passing.test(code) ||
    /timeout exceeded when trying to connect|Connection terminated|not queryable/.test(error.message)
  )
    return new DomainError("unavailable", "The database does not answer at the moment.");
  if (unreadable.has(code)) return new DomainError("invalid_request", "A value in the request has the wrong form.");
  return error;
}
