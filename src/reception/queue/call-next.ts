import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { DomainError } from "../../core/errors.ts";
import { dateOf } from "../../core/zones.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { lockNextVisit, lockWaitingVisits, type Next, overnight, type VisitRow } from "../../visits/visits.ts";
import { announceVisit } from "../announce.ts";
import { handOverPayment } from "./hand-over.ts";
import { moveVisitByTable } from "./move-visit.ts";
import { readLine } from "./queue.ts";
import { type NamesOfVisit, selectNamesOfVisit } from "./queue.sql.ts";
import type { nextCall } from "./queue-schemas.ts";
import { placeOfCall, requireRoom } from "./room-of-call.ts";

type NextCall = z.output<typeof nextCall>;

/**
 * Calls who is next: first by priority, then by how long they are in line. Of desks that press at once each calls another patient.
 * Who waited for anybody becomes the patient of the practitioner who calls.
 *
 * Whom another desk is just calling is passed over; only when nobody else is left is it worth waiting for what that desk does. That
 * begins anew in a transaction of its own, because the first look keeps locks on whom it found called already: a desk that holds some
 * and waits for others meets one that does the same the other way round.
 *
 * Throws `queue_empty` when nobody waits who may be called so, or `not_found` for the clinic or the room.
 */
export async function callNext(house: House, caller: Caller, wanted: NextCall): Promise<Called> {
  const called = await callFound(house, caller, wanted, lockNextVisit).catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === "queue_empty")) throw error;
    return callFound(house, caller, wanted, lockNextOfBusy);
  });
  house.wake(caller.organizationId);
  return called;
}

type Called = { visit: VisitRow } & NamesOfVisit;
type Look = (tx: Transaction, next: Next) => Promise<VisitRow | undefined>;

/** What others have left, once they are done. */
async function lockNextOfBusy(tx: Transaction, next: Next): Promise<VisitRow | undefined> {
  await lockWaitingVisits(tx, next);
  return await lockNextVisit(tx, next);
}

async function callFound(house: House, caller: Caller, wanted: NextCall, look: Look): Promise<Called> {
  const now = house.now();
  const { accountId: actorId } = caller;
  return await house.postgres.write(caller.organizationId, async (tx) => {
    const next = await look(tx, await placeInLine(tx, wanted, now));
    if (!next) throw new DomainError("queue_empty", "Nobody waits who could be called.");
    const taken = next.practitioner_id === null ? wanted.practitioner_id : undefined;
    const place = {
      ...(await placeOfCall(tx, next.id, wanted.room_id ?? null)),
      ...(taken !== undefined && { practitioner_id: taken }),
    };
    const step = { times: { called_at: now }, place, calls: true, actorId, expectedVersion: null, now };
    const visit = await moveVisitByTable(tx, next.id, "call", step);
    if (taken !== undefined) await handOverPayment(tx, visit, { actorId, now });
    const names = await selectNamesOfVisit(tx, visit.id);
    await announceVisit(tx, visit, now);
    return { visit, ...names };
  });
}

/** Whose turn is asked for: the line, on the clinic's date. */
async function placeInLine(tx: Transaction, wanted: NextCall, now: Temporal.Instant): Promise<Next> {
  const { clinic, line } = await readLine(tx, wanted);
  if (wanted.room_id !== undefined) await requireRoom(tx, wanted.room_id, clinic.id);
  return { clinicId: clinic.id, today: dateOf(now, clinic.timezone), since: now.subtract(overnight), ...line, now };
}
