import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../../core/changed.ts";
import { DomainError, type Fault, notFound } from "../../core/errors.ts";
import { dateOf } from "../../core/zones.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import { requireVersion, stale } from "../../platform/http/conditions.ts";
import { newId } from "../../platform/ids.ts";
import { rulesChanged } from "../announce-slots.ts";
import { lockScope } from "../slot-inventories.sql.ts";
import { bedsOf, faultsOfShape, faultsOfTimes, minutesBetween } from "./check-session.ts";
import type { SessionScope } from "./session-place.sql.ts";
import { type KnownPlace, requireSessionPlace } from "./session-place.ts";
import {
  endBedRules,
  findSessionRule,
  insertSessionRule,
  selectBedsOfRule,
  selectRulesOfPool,
  type SessionRuleFields,
  type SessionRuleRow,
  updateSessionRule,
  writeBedRules,
} from "./session-rules.sql.ts";
import type { newSessionRule, sessionRuleChange } from "./session-schemas.ts";

type NewSessionRule = z.output<typeof newSessionRule>;
type SessionRuleChange = z.output<typeof sessionRuleChange>;

const unsaid = {
  practitioner_id: null,
  valid_from: null,
  valid_to: null,
  capacity: null,
  start_every_minutes: 0,
  status: "active" as const,
};

/**
 * Adds a weekly session at a clinic, in the clinic's zone: the time of the first beds of its pool, for its service alone, of which
 * each gets a schedule rule in the same transaction.
 *
 * Throws `not_found`, `retired`, `not_offered` (clinic, service, pool and supervisor do not belong together) or `invalid_rule`, each
 * with pointers.
 */
export async function addSessionRule(
  tx: Transaction,
  { clinic_id, service_id, pool_id, name, weekday, start_local, end_local, ...more }: NewSessionRule,
  now: Temporal.Instant,
): Promise<SessionRuleRow> {
  const said = { clinic_id, service_id, pool_id, name, weekday, start_local, end_local, timezone: "UTC" };
  const wanted = changed<SessionRuleFields>({ ...unsaid, ...said }, read(more));
  const id = newId();
  const { rule, place } = await settled(tx, wanted);
  await lockBeds(tx, id, place, rule);
  await insertSessionRule(tx, id, rule, now);
  return await spread(tx, id, rule, place, now);
}

/**
 * Changes what is named and leaves the rest; the beds' rules change with it. A rule that is retired holds until `valid_to`, or to
 * the end of today. Throws as `addSessionRule` does, and `version_mismatch` when the rule moved on.
 */
export async function changeSessionRule(
  tx: Transaction,
  id: string,
  change: SessionRuleChange,
  expected: number | null,
  now: Temporal.Instant,
): Promise<SessionRuleRow> {
  const found = await findSessionRule(tx, id);
  if (!found) throw notFound("/id", "session rule");
  requireVersion(expected, found);
  const wanted = changed<SessionRuleFields>(found, read(change));
  const retires = wanted.status === "retired";
  if (retires && !change.valid_to) wanted.valid_to = earlier(found.valid_to, dateOf(now, found.timezone));
  const { rule, place } = await settled(tx, wanted);
  await lockBeds(tx, id, place, rule);
  if (!(await updateSessionRule(tx, id, found.version, rule, now))) throw stale();
  return await spread(tx, id, rule, place, now);
}

/** The rule in its clinic's zone, once it is sure that it can stand. One that is retired needs to stand no more. */
async function settled(
  database: Database,
  wanted: SessionRuleFields,
): Promise<{ rule: SessionRuleFields; place: KnownPlace | null }> {
  if (wanted.status === "retired") return { rule: startingBefore(wanted), place: null };
  const times = faultsOfTimes(wanted);
  const place = await requireSessionPlace(database, wanted);
  const { start_local, end_local, capacity } = wanted;
  const shape = { minutes: minutesBetween(start_local, end_local), capacity };
  requireNone(times.length > 0 ? times : faultsOfShape(shape, place, "/end_local"));
  return { rule: { ...wanted, timezone: place.timezone }, place };
}

/** A rule that ends before it ever held holds on no date: its first one is its last, which is over. */
function startingBefore(rule: SessionRuleFields): SessionRuleFields {
  const { valid_from: from, valid_to: to } = rule;
  return from && to && Temporal.PlainDate.compare(to, from) < 0 ? { ...rule, valid_from: to } : rule;
}

function requireNone(faults: readonly Fault[]): void {
  const [first] = faults;
  if (first) throw new DomainError("invalid_rule", first.detail, { errors: [...faults] });
}

/** Keeps bookings away from every bed that the rule has or will have, before anything else is locked. */
async function lockBeds(
  tx: Transaction,
  id: string,
  place: KnownPlace | null,
  { capacity }: SessionRuleFields,
): Promise<void> {
  const had = await selectBedsOfRule(tx, id);
  const has = place ? bedsOf(place.beds, capacity).map((bed) => bed.id) : [];
  await lockScope(tx, { resourceIds: [...new Set([...had, ...has])] });
}

/**
 * Gives the sessions of a pool the beds that it has now, in its new order. What the pool loses they lose after today; a rule that wants
 * more beds than there are has all of them.
 */
export async function followPool(tx: Transaction, poolId: string, now: Temporal.Instant): Promise<void> {
  const rules = await selectRulesOfPool(tx, poolId, dateOf(now, "UTC").subtract({ days: 1 }));
  if (rules.length === 0) return;
  const places = new Map<string, KnownPlace>();
  for (const rule of rules) places.set(rule.id, await requireSessionPlace(tx, rule));
  const had = await Promise.all(rules.map(({ id }) => selectBedsOfRule(tx, id)));
  const has = [...places.values()].flatMap(({ beds }) => beds.map((bed) => bed.id));
  await lockScope(tx, { resourceIds: [...new Set([...had.flat(), ...has])] });
  for (const rule of rules) await spread(tx, rule.id, rule, places.get(rule.id)!, now);
}

/** Every bed whose time the change of a rule touches, as it was and as it will be. Throws as the change does. */
export async function bedsTouched(database: Database, id: string | null, scope: SessionScope): Promise<string[]> {
  const had = id === null ? [] : await selectBedsOfRule(database, id);
  const { beds } = await requireSessionPlace(database, scope);
  return [...new Set([...had, ...beds.map((bed) => bed.id)])];
}

/** Gives the rule's time to its beds, and takes it from those that it has no more. */
async function spread(
  tx: Transaction,
  id: string,
  rule: SessionRuleFields,
  place: KnownPlace | null,
  now: Temporal.Instant,
): Promise<SessionRuleRow> {
  const beds = place ? bedsOf(place.beds, rule.capacity) : [];
  const bedIds = beds.map((bed) => bed.id);
  const today = dateOf(now, rule.timezone);
  if (place) {
    const rows = bedIds.map((resourceId) => ({ id: newId(), resourceId }));
    await writeBedRules(tx, id, rows, { ...rule, slot_minutes: slotOf(rule, place) }, now);
  }
  await endBedRules(tx, id, bedIds, rule.status === "retired" ? rule.valid_to! : today, now);
  const resourceIds = await selectBedsOfRule(tx, id);
  const [stored] = await Promise.all([
    findSessionRule(tx, id),
    rulesChanged(tx, { resourceIds }, now, [rule.clinic_id]),
  ]);
  return stored!;
}

/** Where all begin at once, a slot is a treatment: it fits once, and also into a night that a clock change shortens. */
const slotOf = ({ start_every_minutes: pace }: SessionRuleFields, { duration_minutes }: KnownPlace): number =>
  pace > 0 ? pace : duration_minutes;

function read({ valid_from, valid_to, ...fields }: Partial<SessionRuleChange>) {
  return { ...fields, valid_from: readDate(valid_from), valid_to: readDate(valid_to) };
}

const readDate = (text: string | null | undefined) =>
  text ? Temporal.PlainDate.from(text) : (text as null | undefined);

const earlier = (date: Temporal.PlainDate | null, other: Temporal.PlainDate): Temporal.PlainDate =>
  date !== null && Temporal.PlainDate.compare(date, other) < 0 ? date : other;

/** Throws `not_found`. */
export async function readSessionRule(database: Database, id: string): Promise<SessionRuleRow> {
  const found = await findSessionRule(database, id);
  if (!found) throw notFound("/id", "session rule");
  return found;
}
