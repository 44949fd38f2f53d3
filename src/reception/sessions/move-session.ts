import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import { subtract } from "../../core/ranges.ts";
import { dateOf, epochMinuteOf, instantOfMinute } from "../../core/zones.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { rulesChanged } from "../../supply/announce-slots.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { wholeMinute } from "../appointments/whole-minute.ts";
import { lockBedsOf } from "./bed-service.ts";
import type { BedRow } from "./beds.sql.ts";
import type { CalledOff } from "./cancel-session.ts";
import { takeAlong } from "./take-along.ts";
import { tryPlacing } from "./place-in-session.ts";
import { deleteClosing, deleteOpenings, insertBlocks, insertOpenings, selectStranded } from "./session-blocks.sql.ts";
import { lockExpectedSession, readBeds, recordSession, requireOn } from "./session-record.ts";

interface Moving {
  id: string;
  startsAt: string;
  expectedVersion: number | null;
}

/**
 * Moves a session to another time, for as long as it lasts now. Its patients go along where they, their beds and all else they need
 * are free; the others stay where they were, are in no session any more, and are listed.
 *
 * Throws `not_found`, `version_mismatch`, `in_the_past`, or `illegal_move` once somebody has arrived.
 */
export async function moveSession(house: House, caller: Caller, command: Moving): Promise<CalledOff> {
  const startsAt = wholeMinute(command.startsAt);
  const moved = await tryPlacing(house, caller, (now) =>
    house.postgres.write(caller.organizationId, (tx) =>
      moveWithin(tx, { ...command, to: startsAt, actorId: caller.accountId, now }),
    ),
  );
  house.wake(caller.organizationId);
  return moved;
}

interface Step extends Moving {
  to: Temporal.Instant;
  actorId: string;
  now: Temporal.Instant;
}

async function moveWithin(tx: Transaction, { id, to, expectedVersion, actorId, now }: Step): Promise<CalledOff> {
  const found = await lockExpectedSession(tx, id, expectedVersion);
  requireOn(found);
  if (to.epochMilliseconds < now.epochMilliseconds)
    throw new DomainError("in_the_past", "The new time is over already.", {
      errors: [{ pointer: "/starts_at", code: "in_the_past", detail: "This start lies in the past." }],
    });
  const beds = await readBeds(tx, id, now);
  if (found.starts_at.equals(to)) return await sayMoved(tx, found, []);
  requireNobodyThere(beds);
  await lockBedsOf(tx, beds);
  await layOut(tx, found, to, { beds, actorId, now });
  const endsAt = to.add(found.starts_at.until(found.ends_at));
  const change = {
    starts_at: to.toString(),
    ends_at: endsAt.toString(),
    service_date: dateOf(to, found.timezone).toString(),
  };
  const session = await recordSession(tx, id, { kind: "move", change }, actorId, now);
  const moved = await takeAlong(tx, { was: found, session, beds, actorId, now });
  await rulesChanged(tx, { resourceIds: beds.map((bed) => bed.id) }, now, [found.clinic_id]);
  return await sayMoved(tx, session, moved);
}

async function sayMoved(tx: Transaction, session: SessionRow, moved: CalledOff["moved"]): Promise<CalledOff> {
  const { id: session_id, status, starts_at } = session;
  return { session_id, status, starts_at, moved, stranded: await selectStranded(tx, session_id) };
}

function requireNobodyThere(beds: readonly BedRow[]): void {
  const there = beds
    .flatMap(({ holders }) => holders)
    .find(({ admitted, status }) => admitted && (status === "checked_in" || status === "completed"));
  if (there)
    throw new DomainError("illegal_move", "Somebody has arrived for this session; it is not moved any more.", {
      members: { found_status: there.status },
    });
}

/** The beds' time goes where the session goes. What both times have in common is only opened, on top of what gives it now. */
async function layOut(
  tx: Transaction,
  session: SessionRow,
  to: Temporal.Instant,
  { beds, actorId, now }: { beds: readonly BedRow[]; actorId: string; now: Temporal.Instant },
): Promise<void> {
  const { starts_at: from, ends_at: until, start_every_minutes: pace, status } = session;
  const bedIds = beds.map((bed) => bed.id);
  const there = { from: to, to: to.add(from.until(until)) };
  const minutes = epochMinuteOf(until) - epochMinuteOf(from);
  await deleteClosing(tx, session.id);
  await deleteOpenings(tx, session.id);
  const [start, end] = [epochMinuteOf(there.from), epochMinuteOf(there.to)];
  for (const [first, last] of subtract([[epochMinuteOf(from), epochMinuteOf(until)]], [[start, end]])) {
    const left = { from: instantOfMinute(first), to: instantOfMinute(last) };
    await insertBlocks(tx, session, { bedIds, ...left, reason: null, createdBy: actorId }, now);
  }
  const slotMinutes = Math.min(720, pace > 0 ? pace : minutes);
  const laid = { ...there, reason: null, createdBy: actorId };
  const broken = beds.filter(({ out }) => out).map((bed) => bed.id);
  await insertOpenings(tx, session, { ...laid, bedIds, slotMinutes }, now);
  await insertBlocks(tx, session, { ...laid, bedIds: broken }, now);
  if (status === "closed") await insertBlocks(tx, session, { ...laid, bedIds, isClosing: true }, now);
}
