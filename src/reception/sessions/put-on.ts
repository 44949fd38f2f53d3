import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { DomainError, type Fault, notFound } from "../../core/errors.ts";
import { intersect, normalize, type Range } from "../../core/ranges.ts";
import { dateOf, epochMinuteOf, instantOfMinute } from "../../core/zones.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { lockScope, rulesChanged } from "../../supply/announce-slots.ts";
import { hoursOf, type Timetable } from "../../supply/hours.ts";
import { bedsOf, faultsOfShape } from "../../supply/sessions/check-session.ts";
import { type KnownPlace, requireSessionPlace } from "../../supply/sessions/session-place.ts";
import type { newSession } from "../../supply/sessions/session-schemas.ts";
import {
  findSession,
  insertSessionBeds,
  type ListedSessionRow,
  type SessionRow,
} from "../../supply/sessions/sessions.ts";
import { readTimetables } from "../../supply/working-time.ts";
import { wholeMinute } from "../appointments/whole-minute.ts";
import { insertBlocks, insertOpenings } from "./session-blocks.sql.ts";
import { recordNewSession } from "./session-record.ts";
import { insertSession, type NewSessionFields } from "./sessions.sql.ts";

type Wanted = z.output<typeof newSession>;

/**
 * Puts a session on by itself, for which there is no weekly rule: an opening of each of its beds, for its service alone. It opens them
 * also on a day on which the clinic is closed; a bed that cannot be used by itself stays so.
 *
 * Throws `not_found`, `retired`, `not_offered`, `in_the_past`, or `invalid_rule` with what is wrong with it: a treatment that does
 * not fit, or another session of its beds at that time.
 */
export async function putOnSession(house: House, caller: Caller, wanted: Wanted): Promise<ListedSessionRow> {
  const now = house.now();
  const put = await house.postgres.write(caller.organizationId, (tx) => putOn(tx, wanted, caller.accountId, now));
  house.wake(caller.organizationId);
  return put;
}

async function putOn(
  tx: Transaction,
  wanted: Wanted,
  actorId: string,
  now: Temporal.Instant,
): Promise<ListedSessionRow> {
  const { place, fields, bedIds } = await settled(tx, wanted, now);
  await lockScope(tx, { resourceIds: bedIds });
  const during: Range = [epochMinuteOf(fields.starts_at), epochMinuteOf(fields.ends_at)];
  const around = { from: fields.starts_at.subtract({ hours: 48 }), to: fields.ends_at.add({ hours: 48 }) };
  const beds = await readTimetables(tx, { resourceIds: bedIds, ...around });
  if (beds.some((bed) => hasSession(bed, during)))
    throw wrong([{ pointer: "/starts_at", code: "session_there", detail: "These beds have another session then." }]);
  const session = await insertSession(tx, newId(), fields, now);
  await insertSessionBeds(tx, [{ id: session.id, bedIds }]);
  await layOut(tx, session, { beds, during, slotMinutes: slotOf(fields, place), actorId, now });
  await recordNewSession(tx, session, actorId, now);
  await rulesChanged(tx, { resourceIds: bedIds }, now, [session.clinic_id]);
  return (await findSession(tx, session.id, now))!;
}

/** What is stored of it, once it is sure that it can stand. */
async function settled(tx: Transaction, wanted: Wanted, now: Temporal.Instant) {
  const { bed_ids, capacity = null, starts_at, ends_at, start_every_minutes = 0, practitioner_id = null } = wanted;
  const fields = { ...wanted, start_every_minutes, practitioner_id };
  const [startsAt, endsAt] = [wholeMinute(starts_at), wholeMinute(ends_at, "/ends_at")];
  const place = await requireSessionPlace(tx, fields);
  if (Temporal.Instant.compare(startsAt, now) < 0)
    throw new DomainError("in_the_past", "The session would have begun already.", {
      errors: [{ pointer: "/starts_at", code: "in_the_past", detail: "This start lies in the past." }],
    });
  const minutes = epochMinuteOf(endsAt) - epochMinuteOf(startsAt);
  const beds = chosen(place, bed_ids);
  requireNone(
    minutes > 0
      ? faultsOfShape({ minutes, capacity }, { ...place, beds }, "/ends_at")
      : [{ pointer: "/ends_at", code: "window_empty", detail: "The session has no time." }],
  );
  const { timezone } = place;
  const stored: NewSessionFields = {
    ...fields,
    starts_at: startsAt,
    ends_at: endsAt,
    timezone,
    service_date: dateOf(startsAt, timezone),
  };
  return { place, fields: stored, bedIds: bedsOf(beds, capacity).map(({ id }) => id) };
}

/** The named beds in the order of the pool, or all of it. Throws `not_found` for one that is not of the pool, or not in use. */
function chosen({ beds }: KnownPlace, named: readonly string[] | undefined): KnownPlace["beds"] {
  if (!named) return beds;
  const ids = named.map((id) => id.toLowerCase());
  const missing = ids.findIndex((id) => !beds.some((bed) => bed.id === id));
  if (missing >= 0) throw notFound(`/bed_ids/${missing}`, "bed of this pool in use");
  return beds.filter(({ id }) => ids.includes(id));
}

/** Whether a session that goes on, of a rule or by itself, has the bed then. */
function hasSession(bed: Timetable, during: Range): boolean {
  const { stretches } = hoursOf({ ...bed, atAnyHour: false }, { clinicId: null, serviceId: null }, during);
  return (stretches ?? []).some(
    ({ rule, exception, open }) =>
      (rule?.sessionRuleId ?? exception?.sessionId) && intersect(open, [during]).length > 0,
  );
}

interface Laying {
  beds: readonly Timetable[];
  during: Range;
  slotMinutes: number;
  actorId: string;
  now: Temporal.Instant;
}

/** The openings, and on top of them again what keeps a bed of its own from being used. */
async function layOut(
  tx: Transaction,
  session: SessionRow,
  { beds, during, slotMinutes, actorId, now }: Laying,
): Promise<void> {
  const laid = { reason: null, createdBy: actorId };
  const bedIds = beds.map(({ resourceId }) => resourceId);
  const there = { from: session.starts_at, to: session.ends_at };
  await insertOpenings(tx, session, { ...laid, ...there, bedIds, slotMinutes }, now);
  for (const { resourceId, exceptions } of beds) {
    const own = exceptions.filter((one) => one.resourceId === resourceId && one.kind === "blocked" && !one.sessionId);
    for (const [from, to] of intersect(normalize(own.map(({ range }) => range)), [during])) {
      const part = { from: instantOfMinute(from), to: instantOfMinute(to) };
      await insertBlocks(tx, session, { ...laid, ...part, bedIds: [resourceId] }, now);
    }
  }
}

/** Where all begin at once, a slot is a treatment: it fits once. */
const slotOf = ({ start_every_minutes: pace }: NewSessionFields, { duration_minutes }: KnownPlace): number =>
  pace > 0 ? pace : duration_minutes;

function requireNone(faults: readonly Fault[]): void {
  if (faults.length > 0) throw wrong(faults);
}

const wrong = (faults: readonly Fault[]): DomainError =>
  new DomainError("invalid_rule", faults[0]!.detail, { errors: [...faults] });
