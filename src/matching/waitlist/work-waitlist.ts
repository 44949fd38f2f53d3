import type { Temporal } from "temporal-polyfill";
import { DomainError, isUnavailable } from "../../core/errors.ts";
import { covers, normalize, type Range } from "../../core/ranges.ts";
import { epochMinuteOf, localDayOfMinute } from "../../core/zones.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { cancelWithin } from "../../reception/appointments/cancel.ts";
import { expireOne } from "../../reception/appointments/expire.ts";
import { considerOpening, type Decision, type FreeFor, type Opening } from "./consider-opening.ts";
import {
  type DueOpening,
  lockTaken,
  selectDue,
  selectLapsed,
  selectPointless,
  selectTaken,
  settleOpening,
} from "./ledger.sql.ts";
import { makeOffer, NotMine } from "./make-offer.ts";
import { noteConsidered } from "./note-considered.ts";
import type { Waiting } from "./rank-waiting.ts";
import { readFree } from "./read-free.ts";
import { readRanked } from "./read-waiting.ts";

const atOnce = 200;
/** What changes under the keeper's hands is looked at anew so often, and then at its next turn. */
const mostPasses = 20;
/** Whom a start was refused so often in one turn, for whatever reason, is passed over in it. */
const mostRefusals = 2;

/**
 * Everything that there is to do for one organization's waitlist: offers whose time is over end, those that have become pointless
 * are withdrawn, and all that is freed is offered. Any number of processes may do it at once.
 */
export async function workWaitlist(house: House, organizationId: string): Promise<void> {
  await endLapsed(house, organizationId);
  await withdrawPointless(house, organizationId);
  const turn: Turn = { house, organizationId, seen: new Set(), refusals: new Map() };
  for (let pass = 0; pass < mostPasses; pass++) if (!(await offerFreed(turn).catch(unlessNotMine))) return;
}

interface Turn {
  house: House;
  organizationId: string;
  /** Openings that are done with in this turn. */
  seen: Set<string>;
  /** How often a hold was refused, by opening and request. */
  refusals: Map<string, number>;
}

async function endLapsed(house: House, organizationId: string): Promise<void> {
  const now = house.now();
  const lapsed = await house.postgres.read(organizationId, (database) => selectLapsed(database, now, atOnce));
  for (const id of lapsed)
    await house.postgres.write(organizationId, (tx) => expireOne(tx, id, now)).catch(unlessRefused);
  if (lapsed.length > 0) house.wake(organizationId);
}

async function withdrawPointless(house: House, organizationId: string): Promise<void> {
  const now = house.now();
  const pointless = await house.postgres.read(organizationId, selectPointless);
  for (const { appointment_id: id, version: expectedVersion } of pointless) {
    const withdrawal = {
      id,
      expectedVersion,
      reason: null,
      party: "clinic",
      actorId: null,
      offer: "withdrawn",
    } as const;
    await house.postgres.write(organizationId, (tx) => cancelWithin(tx, { ...withdrawal, now })).catch(unlessRefused);
  }
  if (pointless.length > 0) house.wake(organizationId);
}

/** Somebody decided it meanwhile. */
function unlessRefused(error: unknown): null {
  if (!(error instanceof DomainError) || isUnavailable(error)) throw error;
  return null;
}

/** Another keeper is at the same openings: the rest is left to it, and found again at the next look if it was not done. */
function unlessNotMine(error: unknown): false {
  if (!(error instanceof NotMine)) throw error;
  return false;
}

/** One look at what is due, clinic by clinic; says whether there may be more. */
async function offerFreed(turn: Turn): Promise<boolean> {
  const { house, organizationId, seen } = turn;
  const now = house.now();
  const due = await house.postgres.read(organizationId, (database) => selectDue(database, now, [...seen], atOnce));
  for (const clinicId of new Set(due.map(({ clinic_id }) => clinic_id))) {
    const openings = due.filter(({ clinic_id }) => clinic_id === clinicId);
    let ranked = await readRanked(house, organizationId, clinicId, openings, now);
    for (const opening of openings) {
      const asked = await lookAt(turn, opening, ranked);
      // Whoever has an offer now stands back for all else that was freed together with it; and so does, for this look, whoever could
      // not be offered it after all.
      ranked = ranked.map((one) => (one.requestId === asked ? { ...one, hasOffer: true } : one));
    }
  }
  return due.length > 0;
}

/** Decides one opening; gives the request that it was to be offered to. Throws `NotMine`. */
async function lookAt(turn: Turn, opening: DueOpening, ranked: readonly Waiting[]): Promise<string | null> {
  const { house, organizationId, seen } = turn;
  const now = house.now();
  const settle = async (status: "open" | "unwanted" | "past", considered: Decision["considered"] | null) => {
    seen.add(opening.id);
    await house.postgres.write(organizationId, (tx) =>
      settleOpening(tx, opening, status, considered && noteConsidered(considered), now),
    );
    return null;
  };
  const window: Range = [epochMinuteOf(opening.starts_at), epochMinuteOf(opening.ends_at)];
  const minute = Math.ceil(now.epochMilliseconds / 60_000);
  if (window[1] <= minute) return await settle("past", null);
  const taken = await house.postgres.read(organizationId, (database) => selectTaken(database, opening.id, now));
  if (covers(normalize(taken), window)) {
    seen.add(opening.id);
    await house.postgres.write(organizationId, (tx) => settleTaken(tx, opening, window, now));
    return null;
  }
  const decision = await decide(turn, openingOf(opening, window), opening, ranked, minute);
  const { considered, chosen } = decision;
  if (chosen === null) {
    const waits = considered.some(({ outcome }) => outcome === "has_another_offer");
    return await settle(waits ? "open" : "unwanted", considered);
  }
  const { requestId } = chosen.waiting;
  try {
    await makeOffer(house, organizationId, { opening, chosen, considered, now });
  } catch (error) {
    if (error instanceof NotMine) throw error;
    noteRefusal(turn, `${opening.id} ${requestId}`, error);
    return requestId;
  }
  seen.add(opening.id);
  return requestId;
}

/** Who has it may be an offer of a neighbour, whose end opens this one again: either sees the other. */
async function settleTaken(tx: Transaction, opening: DueOpening, window: Range, now: Temporal.Instant): Promise<void> {
  const taken = await lockTaken(tx, opening.id, now);
  if (covers(normalize(taken), window)) await settleOpening(tx, opening, "taken", null, now);
}

/** The pure decision, with what it asks for looked up on the way. */
async function decide(
  { house, organizationId, refusals }: Turn,
  asked: Opening,
  opening: DueOpening,
  ranked: readonly Waiting[],
  minute: number,
): Promise<Decision> {
  const passed = (one: Waiting) => (refusals.get(`${opening.id} ${one.requestId}`) ?? 0) >= mostRefusals;
  const all = ranked.map((one) => (passed(one) ? { ...one, busy: [asked.window] } : one));
  const free = new Map<string, FreeFor>();
  for (;;) {
    const decision = considerOpening(asked, all, free, minute);
    if (!("unknownService" in decision)) return decision;
    const { unknownService: serviceId } = decision;
    const now = house.now();
    const found = await house.postgres.read(organizationId, (database) => readFree(database, opening, serviceId, now));
    free.set(serviceId, found);
  }
}

function openingOf({ clinic_id, practitioner_id, timezone, freed_by, asked }: DueOpening, window: Range): Opening {
  const [first, last] = [localDayOfMinute(window[0], timezone), localDayOfMinute(window[1] - 1, timezone)];
  return {
    clinicId: clinic_id,
    practitionerId: practitioner_id,
    window,
    days: first === last ? [first] : [first, last],
    asked: new Set(asked),
    freedBy: freed_by,
  };
}

/** Something has changed since it was decided: the opening is looked at again. */
function noteRefusal({ refusals }: Turn, key: string, error: unknown): void {
  unlessRefused(error);
  refusals.set(key, (refusals.get(key) ?? 0) + 1);
}
