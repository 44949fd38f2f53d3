import type { Temporal } from "temporal-polyfill";
import { fault } from "../../core/errors.ts";
import { dateOf, dayBounds } from "../../core/zones.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { announce } from "../../platform/outbox.sql.ts";
import { zoneOf } from "../read-range.ts";
import { readTimetables } from "../working-time.ts";
import { differenceOf, type KnownSession, type SessionDifference } from "./converge-sessions.ts";
import {
  dropSessions,
  type GeneratingRule,
  insertSessions,
  lockGeneratingRule,
  lockSessions,
  rewriteSessions,
  selectGeneratingRules,
  selectKnownSessions,
} from "./generated.sql.ts";
import { sessionsWanted, type WantedSession } from "./wanted-sessions.ts";

export interface GeneratedSessions {
  added: number;
  removed: number;
  changed: number;
  unchanged: number;
  stranded: StrandedSession[];
}

interface StrandedSession {
  session_id: string;
  name: string;
  service_date: Temporal.PlainDate;
  starts_at: Temporal.Instant;
  admitted: number;
}

/** First date, and the date after the last one, by each rule's own calendar. */
type Dates = readonly [Temporal.PlainDate, Temporal.PlainDate];

const longestDays = 400;
const leastDays = 30;

/**
 * Makes the dated sessions what their rules say: run again it changes nothing, after a change of rules just the difference. Sessions
 * with patients that their rule would have otherwise are left and listed as stranded; what is over is left alone.
 *
 * Each rule is its own short transaction; of two generators at once one makes a session, and the other finds it.
 */
export async function generateSessions(
  house: House,
  organizationId: string,
  { clinicId, from, to }: { clinicId: string | null; from: Temporal.PlainDate; to: Temporal.PlainDate },
): Promise<GeneratedSessions> {
  const days = to.since(from).total("days");
  if (days <= 0)
    throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
  if (days > longestDays) throw fault("range_too_long", "/to", `At most ${longestDays} days are generated at once.`);
  return await generateEach(house, organizationId, clinicId, () => [from, to]);
}

/** The same as far ahead as anything can be booked: what the keeper does by itself. */
export async function generateSessionHorizon(
  house: House,
  organizationId: string,
  clinicId: string | null,
): Promise<GeneratedSessions> {
  return await generateEach(house, organizationId, clinicId, ({ timezone, max_future_days }) => {
    const today = dateOf(house.now(), timezone);
    // A night that began yesterday may still run.
    const days = Math.min(longestDays, Math.max(leastDays, max_future_days)) + 1;
    return [today.subtract({ days: 1 }), today.add({ days })];
  });
}

async function generateEach(
  house: House,
  organizationId: string,
  clinicId: string | null,
  datesOf: (rule: GeneratingRule) => Dates,
): Promise<GeneratedSessions> {
  const rules = await house.postgres.read(organizationId, async (database) => {
    await zoneOf(database, clinicId);
    return await selectGeneratingRules(database, clinicId);
  });
  const total: GeneratedSessions = { added: 0, removed: 0, changed: 0, unchanged: 0, stranded: [] };
  for (const rule of rules) addTo(total, await generateOne(house, organizationId, rule, datesOf(rule)));
  if (total.added + total.removed + total.changed > 0) house.wake(organizationId);
  return total;
}

/** A look without locks first: mostly there is nothing to do. */
async function generateOne(
  house: House,
  organizationId: string,
  rule: GeneratingRule,
  dates: Dates,
): Promise<SessionDifference> {
  const now = house.now();
  const seen = await house.postgres.read(organizationId, (database) => readDifference(database, rule, dates, now));
  if (seen.add.length + seen.revive.length + seen.change.length + seen.drop.length === 0) return seen;
  return await house.postgres.write(organizationId, (tx) => converge(tx, rule.id, dates, now));
}

async function converge(
  tx: Transaction,
  ruleId: string,
  dates: Dates,
  now: Temporal.Instant,
): Promise<SessionDifference> {
  const rule = (await lockGeneratingRule(tx, ruleId))!;
  const known = await selectKnownSessions(tx, ruleId, dates, now);
  await lockSessions(
    tx,
    known.map(({ id }) => id),
  );
  const difference = await readDifference(tx, rule, dates, now);
  const { add, revive, change, drop } = difference;
  const made = await insertSessions(tx, rule, add, now);
  await rewriteSessions(tx, rule, [...revive, ...change], now);
  await dropSessions(
    tx,
    drop.map(({ id }) => id),
    now,
  );
  await announceSessions(tx, rule.clinic_id, rule, now);
  // What a booking made in the meantime is there, and not ours.
  return { ...difference, add: add.slice(0, made.length), unchanged: difference.unchanged + add.length - made.length };
}

async function readDifference(
  database: Database,
  rule: GeneratingRule,
  dates: Dates,
  now: Temporal.Instant,
): Promise<SessionDifference> {
  const [wanted, known] = await Promise.all([
    readWanted(database, rule, dates),
    selectKnownSessions(database, rule.id, dates, now),
  ]);
  return differenceOf(wanted, known, rule, now);
}

/** What the rule wants on these dates. */
export async function readWanted(database: Database, rule: GeneratingRule, dates: Dates): Promise<WantedSession[]> {
  const [from, to] = dates.map((date) => dayBounds(date, rule.timezone).startsAt) as [
    Temporal.Instant,
    Temporal.Instant,
  ];
  const around = { resourceIds: rule.bed_ids, from: from.subtract({ hours: 48 }), to: to.add({ hours: 48 }) };
  const timetables = new Map((await readTimetables(database, around)).map((one) => [one.resourceId, one]));
  const beds = rule.bed_ids.flatMap((id) => timetables.get(id) ?? []);
  return sessionsWanted({ id: rule.id, clinicId: rule.clinic_id, serviceId: rule.service_id }, beds, dates);
}

/** Boards of the clinic show the change at once. */
export async function announceSessions(
  tx: Transaction,
  clinicId: string,
  subject: { id: string; version: number },
  now: Temporal.Instant,
): Promise<void> {
  const about = { kind: "session_updated", area: "sessions", practitionerIds: [] } as const;
  await announce(tx, [{ ...about, clinicId, subjectId: subject.id, version: subject.version }], now);
}

function addTo(total: GeneratedSessions, { add, revive, change, drop, stranded, unchanged }: SessionDifference): void {
  total.added += add.length + revive.length;
  total.changed += change.length;
  total.removed += drop.length;
  total.unchanged += unchanged;
  total.stranded.push(...stranded.map(sayStranded));
}

const sayStranded = ({ id, name, service_date, starts_at, admitted }: KnownSession): StrandedSession => ({
  session_id: id,
  name,
  service_date,
  starts_at,
  admitted,
});
