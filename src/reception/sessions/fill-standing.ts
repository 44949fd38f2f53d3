import type { Temporal } from "temporal-polyfill";
import { DomainError, refusalOf } from "../../core/errors.ts";
import type { Actor } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { admit, previewAdmission } from "./admit.ts";
import {
  findStanding,
  selectStandingSessions,
  selectUnfilled,
  type StandingRow,
  type StandingSessionRow,
} from "./standing.sql.ts";

/** One session of a standing admission: the appointment that was made for it, or why there is none. */
export interface StandingResult {
  session_id: string;
  session_rule_id: string;
  date: Temporal.PlainDate;
  appointment_id: string | null;
  bed_id: string | null;
  code: string | null;
  detail: string | null;
}

/**
 * Admits the patient to every session to come of a standing admission for which nothing was made yet, each in a transaction of its own.
 * What is refused is left as a gap; what somebody cancelled stays cancelled. Done again it changes nothing.
 */
export async function fillStanding(house: House, caller: Actor, id: string): Promise<void> {
  const { organizationId } = caller;
  const { standing, sessions } = await readStanding(house, organizationId, id);
  for (const session of gapsOf(sessions, house.now()))
    await admitStanding(house, caller, standing, session).catch((error: unknown) => refusalOf(error));
}

/** Fills what sessions that were made or changed since leave to be filled: after they were generated. */
export async function fillStandings(
  house: House,
  organizationId: string,
  since: Temporal.Instant | null,
): Promise<void> {
  const now = house.now();
  const ids = await house.postgres.read(organizationId, (database) => selectUnfilled(database, since, now));
  for (const id of ids) await fillStanding(house, { organizationId, accountId: null }, id);
}

/** Each of its sessions; of those that are a gap, what stands against them now. */
export async function readResults(house: House, caller: Actor, id: string): Promise<StandingResult[]> {
  const { standing, sessions } = await readStanding(house, caller.organizationId, id);
  const gaps = new Set(gapsOf(sessions, house.now()));
  const results: StandingResult[] = [];
  for (const session of sessions) {
    const { session_id, session_rule_id, date, appointment_id, bed_id } = session;
    const against = gaps.has(session) ? await whyNot(house, caller, standing, session) : ended(session);
    results.push({ session_id, session_rule_id, date, appointment_id, bed_id, ...against });
  }
  return results;
}

async function readStanding(house: House, organizationId: string, id: string) {
  return await house.postgres.read(organizationId, async (database) => {
    const [standing, sessions] = await Promise.all([findStanding(database, id), selectStandingSessions(database, id)]);
    if (!standing) throw new DomainError("not_found", "There is no such standing admission.");
    return { standing, sessions };
  });
}

const gapsOf = (sessions: readonly StandingSessionRow[], now: Temporal.Instant): StandingSessionRow[] =>
  sessions.filter(
    ({ appointment_id, starts_at }) => appointment_id === null && starts_at.epochMilliseconds >= now.epochMilliseconds,
  );

/** In the usual bed if it can be had; any other is better than none. */
async function admitStanding(
  house: House,
  caller: Actor,
  standing: StandingRow,
  { session_id }: StandingSessionRow,
): Promise<void> {
  const { bed_id: bedId } = standing;
  const admission = admissionOf(standing);
  if (bedId === null) return void (await admit(house, caller, session_id, admission));
  await admit(house, caller, session_id, { ...admission, bed_id: bedId }).catch(async (error: unknown) => {
    if (!withoutBed.has(refusalOf(error).code)) throw error;
    await admit(house, caller, session_id, admission);
  });
}

const withoutBed: ReadonlySet<string> = new Set(["bed_taken", "bed_out_of_service", "not_found", "slot_taken"]);

const admissionOf = ({ id, patient_id, notes }: StandingRow) => ({
  patient_id,
  booking_source: "system" as const,
  standingAdmissionId: id,
  ...(notes !== null && { notes }),
});

/** What an admission would be refused for now. It is tried and undone, so that it cannot be anything else. */
async function whyNot(
  house: House,
  caller: Actor,
  standing: StandingRow,
  { session_id }: StandingSessionRow,
): Promise<Pick<StandingResult, "code" | "detail">> {
  try {
    await previewAdmission(house, caller, session_id, admissionOf(standing));
    return { code: null, detail: null };
  } catch (error) {
    const { code, message: detail } = refusalOf(error);
    return { code, detail };
  }
}

/** An appointment that is not live any more is no gap: somebody decided so. */
function ended({ appointment_status: status }: StandingSessionRow): Pick<StandingResult, "code" | "detail"> {
  const isOver = status === "cancelled" || status === "no_show" || status === "expired";
  return isOver
    ? { code: status, detail: `The appointment is ${status.replaceAll("_", " ")}.` }
    : { code: null, detail: null };
}
