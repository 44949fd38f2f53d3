/** Everything that a rule or a use case may refuse, by one code each. Rules know no HTTP; `platform/http/problems.ts` does. */
export type ErrorCode =
  | "invalid_request"
  | "malformed"
  | "payload_too_large"
  | "not_signed_in"
  | "wrong_credentials"
  | "csrf"
  | "forbidden"
  | "not_found"
  | "version_mismatch"
  | "slot_taken"
  | "supply_changed"
  | "illegal_move"
  | "hold_expired"
  | "reschedule_limit"
  | "not_yet"
  | "not_undoable"
  | "already_exists"
  | "phone_taken"
  | "patient_merged"
  | "appointments_overlap"
  | "outside_hours"
  | "in_the_past"
  | "notice_too_short"
  | "beyond_horizon"
  | "not_offered"
  | "retired"
  | "ticket_spent"
  | "session_full"
  | "session_closed"
  | "bed_taken"
  | "bed_out_of_service"
  | "invalid_wishes"
  | "offer_over"
  | "nothing_placed"
  | "empty_range"
  | "range_too_long"
  | "invalid_rule"
  | "invalid_service"
  | "exceeds_balance"
  | "exceeds_paid"
  | "payment_due"
  | "day_closed"
  | "drawer_open"
  | "wrong_date"
  | "queue_empty"
  | "unavailable"
  | "too_many_requests"
  | "internal";

/** Which part of the input was wrong, as a JSON pointer into body, query or path. */
export interface Fault {
  pointer: string;
  code: string;
  detail: string;
}

interface Extras {
  errors?: Fault[];
  /** Members that the problem document carries beside the standard ones; never another patient's data. */
  members?: Record<string, unknown>;
}

export class DomainError extends Error {
  override readonly name = "DomainError";
  readonly code: ErrorCode;
  readonly errors: Fault[];
  readonly members: Record<string, unknown>;

  constructor(code: ErrorCode, detail: string, { errors = [], members = {} }: Extras = {}) {
    super(detail);
    this.code = code;
    this.errors = errors;
    this.members = members;
  }
}

/** A refusal that names one field. */
export function fault(code: ErrorCode, pointer: string, detail: string): DomainError {
  return new DomainError(code, detail, { errors: [{ pointer, code, detail }] });
}

/** The thing is not there, or belongs to somebody else: the two are not told apart. */
export function notFound(pointer: string, what: string): DomainError {
  return fault("not_found", pointer, `There is no such ${what}.`);
}

/** Nothing can be done for a record that was merged; the answer says which one was kept. */
export function patientMerged(keptId: string, pointer = "/patient_id"): DomainError {
  const detail = "This record was merged into another one; see merged_into.";
  return new DomainError("patient_merged", detail, {
    errors: [{ pointer, code: "patient_merged", detail }],
    members: { merged_into: keptId },
  });
}

/** The answer to a move that the present state does not allow. */
export function illegalMove(status: string): DomainError {
  return new DomainError("illegal_move", `This is not possible while it is ${status.replaceAll("_", " ")}.`, {
    members: { found_status: status },
  });
}

/** Says that something is away for the moment: the same may be tried again later. */
export const isUnavailable = (error: unknown): boolean => error instanceof DomainError && error.code === "unavailable";

/** The refusal that an error is. Whatever is none, a failure or something that is away, is thrown on. */
export function refusalOf(error: unknown): DomainError {
  if (!(error instanceof DomainError) || isUnavailable(error) || error.code === "internal") throw error;
  return error;
}
