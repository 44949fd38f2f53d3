import { isDeepStrictEqual } from "node:util";
import type { FastifyError } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import { DomainError, type ErrorCode, type Fault } from "../../core/errors.ts";

/** The one table from an error's code to what HTTP says of it (RFC 9457). */
const answers: Record<ErrorCode, { status: number; title: string }> = {
  malformed: { status: 400, title: "The request cannot be read" },
  not_signed_in: { status: 401, title: "Sign in first" },
  wrong_credentials: { status: 401, title: "The sign-in was refused" },
  csrf: { status: 403, title: "The request does not come from the page" },
  forbidden: { status: 403, title: "This account may not do that" },
  not_found: { status: 404, title: "Not found" },
  slot_taken: { status: 409, title: "The time is taken" },
  hold_expired: { status: 409, title: "The hold has run out" },
  reschedule_limit: { status: 409, title: "It may not be moved any more" },
  not_yet: { status: 409, title: "It is too early for this" },
  session_full: { status: 409, title: "The session is full" },
  session_closed: { status: 409, title: "The session admits nobody more" },
  bed_taken: { status: 409, title: "The bed is given to somebody else" },
  bed_out_of_service: { status: 409, title: "The bed is out of service" },
  ticket_spent: { status: 409, title: "The session is given otherwise" },
  offer_over: { status: 409, title: "The offer is over" },
  nothing_placed: { status: 409, title: "Nothing can be placed" },
  invalid_wishes: { status: 422, title: "The wishes contradict each other" },
  not_undoable: { status: 409, title: "It cannot be undone" },
  illegal_move: { status: 409, title: "Not possible in the present state" },
  already_exists: { status: 409, title: "It exists already" },
  phone_taken: { status: 409, title: "The phone number belongs to another patient" },
  queue_empty: { status: 409, title: "Nobody waits" },
  day_closed: { status: 409, title: "The day is closed" },
  drawer_open: { status: 409, title: "A cash drawer is still open" },
  patient_merged: { status: 409, title: "The record was merged into another one" },
  appointments_overlap: { status: 409, title: "Appointments of both records overlap" },
  payment_due: { status: 409, title: "Something is still owed" },
  version_mismatch: { status: 412, title: "It was changed in the meantime" },
  payload_too_large: { status: 413, title: "The request is too large" },
  invalid_request: { status: 422, title: "Some fields are wrong" },
  outside_hours: { status: 422, title: "Outside working hours" },
  in_the_past: { status: 422, title: "The start lies in the past" },
  notice_too_short: { status: 422, title: "Too short notice" },
  beyond_horizon: { status: 422, title: "Too far ahead" },
  not_offered: { status: 422, title: "Not offered" },
  retired: { status: 422, title: "No longer in use" },
  empty_range: { status: 422, title: "The range is empty" },
  range_too_long: { status: 422, title: "The range is too long" },
  invalid_rule: { status: 422, title: "The rule is wrong" },
  invalid_service: { status: 422, title: "The service is wrong" },
  exceeds_balance: { status: 422, title: "More than is owed" },
  exceeds_paid: { status: 422, title: "More than was paid" },
  wrong_date: { status: 422, title: "Not on this date" },
  too_many_requests: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong here" },
  supply_changed: { status: 503, title: "Working hours are being changed" },
  unavailable: { status: 503, title: "Not available at the moment" },
};

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  request_id: string;
  errors?: Fault[];
}

/** Any error as problem details. What is not ours to explain becomes an opaque 500 with the request's id. */
export function toProblem(error: unknown, requestId: string): Problem {
  const known = error instanceof DomainError ? error : fromFramework(error as FastifyError);
  const { status, title } = answers[known.code];
  return {
    type: `urn:tessera:problem:${known.code}`,
    title,
    status,
    code: known.code,
    detail: known.message,
    request_id: requestId,
    ...(known.errors.length > 0 ? { errors: known.errors } : {}),
    ...known.members,
  };
}

function fromFramework(error: FastifyError): DomainError {
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error);
  if (error.code === "FST_ERR_CTP_BODY_TOO_LARGE")
    return new DomainError("payload_too_large", "The body is larger than this call accepts.", {
      errors: [whole("payload_too_large")],
    });
  if (error.statusCode === 429) return new DomainError("too_many_requests", "Wait a moment, then try again.");
  if (error.statusCode === 503) return new DomainError("unavailable", "The server is busy; try again.");
  const badRequest =
    error instanceof SyntaxError ||
    (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500);
  if (badRequest)
    return new DomainError("malformed", "The request is not valid JSON over HTTP.", { errors: [whole("malformed")] });
  return new DomainError("internal", "The request failed; tell the host its request_id.");
}

const whole = (code: string): Fault => ({ pointer: "", code, detail: "The whole body is meant." });

type Validated = FastifyError & { validationContext?: string };

function fromValidation(error: Validated): DomainError {
  const faults = (error.validation ?? []).flatMap((entry) =>
    faultsOf(entry.instancePath, entry.keyword, entry.message ?? "", entry.params),
  );
  if (error.validationContext === "params")
    return new DomainError("not_found", "There is no such thing.", { errors: faults });
  return new DomainError("invalid_request", "Some fields are wrong; see errors.", { errors: unique(faults) });
}

function faultsOf(path: string, keyword: string, message: string, params: Record<string, unknown>): Fault[] {
  const pointer = path === "/" ? "" : path;
  if (keyword === "unrecognized_keys")
    return (params["keys"] as string[]).map((key) => ({
      pointer: `${pointer}/${escape(key)}`,
      code: "unknown_field",
      detail: "This field is not known here.",
    }));
  const named = (params["params"] as { code?: string } | undefined)?.code;
  return [{ pointer, code: named ?? keyword, detail: message }];
}

/** RFC 6901; and nothing of an unknown key that could mislead a log or a terminal. */
const escape = (key: string) =>
  key
    .slice(0, 80)
    .replace(/[^\x20-\x7e]/g, "?")
    .replaceAll("~", "~0")
    .replaceAll("/", "~1");

const unique = (faults: Fault[]) =>
  faults.filter((one, index) => faults.findIndex((other) => isDeepStrictEqual(one, other)) === index);
