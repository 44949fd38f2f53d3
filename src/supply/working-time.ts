import type { Temporal } from "temporal-polyfill";
import { epochDayOf, epochMinuteOf, instantOfMinute } from "../core/zones.ts";
import type { Range } from "../core/ranges.ts";
import type { Database } from "../platform/database.ts";
import { type Reading, recallEach } from "../platform/at-revision.ts";
import type { TimeException } from "./exceptions.ts";
import { hoursOf, type Question, type Timetable } from "./hours.ts";
import type { Claim, ResourceTime } from "./needs.ts";
import { minuteOfDay, type WeeklyRule } from "./weekly-rule.ts";
import {
  type ClaimsRow,
  type ExceptionRow,
  type ResourceRow,
  type RuleRow,
  selectClaims,
  selectExceptions,
  selectResources,
  selectRules,
} from "./working-time.sql.ts";

/** Kinds that are there at any hour unless rules say when; people work only by their rules. */
const needsNoRules = new Set(["room", "station", "bed", "equipment", "telehealth"]);

interface Asked {
  resourceIds: readonly string[];
  /** Null asks for any clinic, for any service. */
  clinicId: string | null;
  serviceId: string | null;
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/**
 * What the resources do at the clinic for the service during `[from, to)`: their hours and their claims (everywhere).
 *
 * One flush of four statements. Ids that do not exist are left out.
 */
export async function readWorkingTime(database: Database, asked: AskedNow): Promise<Map<string, ResourceTime>> {
  const [timetables, claims] = await Promise.all([readTimetables(database, asked), readClaims(database, asked)]);
  const range: Range = [epochMinuteOf(asked.from), epochMinuteOf(asked.to)];
  return claimed(
    timetables.map((timetable) => knownHours(timetable, asked, range)),
    claims,
  );
}

/**
 * The same for a reader who may know of hours already, which then reach further to both sides: one flush of one statement where
 * all are known.
 */
export async function readKeptTime(reading: Reading, asked: AskedNow): Promise<Map<string, ResourceTime>> {
  const [hours, claims] = await Promise.all([recallHours(reading, asked), readClaims(reading, asked)]);
  return claimed(hours, claims);
}

type AskedNow = Asked & { now: Temporal.Instant };
type KnownHours = Omit<ResourceTime, "claims" | "expired">;

function knownHours({ name, kind, ...timetable }: NamedTimetable, question: Question, range: Range): KnownHours {
  const { clinicId, serviceId } = question;
  const hours = hoursOf(timetable, { clinicId, serviceId }, range);
  return { resourceId: timetable.resourceId, name, kind, hours };
}

async function readClaims(database: Database, { resourceIds, from, to, now }: AskedNow): Promise<ClaimsRow[]> {
  return await selectClaims(database, resourceIds, from, to, now);
}

function claimed(hours: readonly KnownHours[], claims: readonly ClaimsRow[]): Map<string, ResourceTime> {
  const rows = new Map(claims.map((row) => [row.resource_id, row]));
  return new Map(
    hours.map((known) => {
      const row = rows.get(known.resourceId);
      return [known.resourceId, { ...known, claims: unpack(row?.live), expired: unpack(row?.expired) }];
    }),
  );
}

/** The hours of a whole span around the time asked, so that who asks for the next day finds them known. */
async function recallHours(reading: Reading, asked: Asked): Promise<KnownHours[]> {
  const span = spanAround(epochMinuteOf(asked.from), epochMinuteOf(asked.to));
  const { clinicId, serviceId } = asked;
  const keyOf = (id: string) => `hours ${id} ${clinicId} ${serviceId} ${span.join(" ")}`;
  const hours = await recallEach(reading, asked.resourceIds, keyOf, weightOf, async (unknown) => {
    const timetables = await recallTimetables(reading, unknown, span);
    return byId(timetables.map((timetable) => knownHours(timetable, asked, span)));
  });
  return [...hours.values()];
}

async function recallTimetables(reading: Reading, ids: readonly string[], span: Range): Promise<NamedTimetable[]> {
  const [from, to] = [instantOfMinute(span[0]), instantOfMinute(span[1])];
  const keyOf = (id: string) => `timetable ${id} ${span.join(" ")}`;
  const weight = ({ rules, exceptions }: NamedTimetable) => 1 + rules.length + exceptions.length;
  const timetables = await recallEach(reading, ids, keyOf, weight, async (resourceIds) =>
    byId(await readTimetables(reading, { resourceIds, from, to })),
  );
  return [...timetables.values()];
}

const weightOf = ({ hours }: KnownHours): number => 1 + (hours.stretches?.length ?? 0);

const byId = <Item extends { resourceId: string }>(items: readonly Item[]) =>
  new Map(items.map((item) => [item.resourceId, item]));

/** One or two blocks of ten days that hold the range, or of forty, and so on; epoch minutes. */
function spanAround(from: number, to: number): Range {
  let block = 10 * 1440;
  while (block < to - from) block *= 4;
  return [Math.floor(from / block) * block, Math.ceil(to / block) * block];
}

export type NamedTimetable = Timetable & { name: string; kind: string };

/** The rules and exceptions of the resources within `[from, to)`, whatever is asked of them. Ids that do not exist are left out. */
export async function readTimetables(
  database: Database,
  { resourceIds, from, to }: Pick<Asked, "resourceIds" | "from" | "to">,
): Promise<NamedTimetable[]> {
  const [resources, rules, exceptions] = await Promise.all([
    selectResources(database, resourceIds),
    selectRules(database, resourceIds, from, to),
    selectExceptions(database, resourceIds, from, to),
  ]);
  const rulesOf = new Map<string, RuleRow[]>(resources.map(({ id }) => [id, []]));
  for (const rule of rules) rulesOf.get(rule.resource_id)?.push(rule);
  const laid = exceptions.map(toException);
  return resources.map((resource) => timetableOf(resource, rulesOf.get(resource.id) ?? [], laid));
}

function timetableOf(resource: ResourceRow, rules: RuleRow[], exceptions: TimeException[]): NamedTimetable {
  const { id, name, kind, clinic_id: clinicId, lanes, status, has_rules: hasRules } = resource;
  return {
    resourceId: id,
    name,
    kind,
    clinicId,
    lanes,
    active: status === "active",
    atAnyHour: needsNoRules.has(kind) && !hasRules,
    rules: rules.map(toWeeklyRule),
    exceptions: exceptions.filter(({ resourceId }) => resourceId === null || resourceId === id),
  };
}

function unpack(claims: string | null | undefined): Claim[] {
  if (!claims) return [];
  return claims.split(",").map((packed) => {
    const [appointmentId, lane, starts, ends, leadStarts, leadEnds] = packed.split(" ");
    const range: Range = [Number(starts), Number(ends)];
    const lead: Range = leadStarts === undefined ? range : [Number(leadStarts), Number(leadEnds)];
    return { appointmentId: appointmentId!, lane: Number(lane), range, lead };
  });
}

/** The stored exception as the evaluator reads it, on whole minutes: a block grows to them, an opening shrinks. */
function toException(row: ExceptionRow): TimeException {
  const blocks = row.kind === "blocked";
  const minuteOf = (at: Temporal.Instant, up: boolean) => Math[up ? "ceil" : "floor"](at.epochMilliseconds / 60_000);
  return {
    id: row.id,
    kind: row.kind,
    source: row.source,
    sessionId: row.session_id,
    range: [minuteOf(row.starts_at, !blocks), minuteOf(row.ends_at, blocks)],
    resourceId: row.resource_id,
    clinicId: row.clinic_id,
    serviceId: row.service_id,
    roomId: row.room_id,
    reason: row.reason,
    lanes: row.lanes,
    slotMinutes: row.slot_minutes,
  };
}

/** The stored rule as the evaluator reads it. */
export function toWeeklyRule(row: RuleRow): WeeklyRule {
  const startMinute = minuteOfDay(row.start_local);
  const endMinute = after(startMinute, minuteOfDay(row.end_local));
  return {
    id: row.id,
    resourceId: row.resource_id,
    clinicId: row.clinic_id,
    serviceId: row.service_id,
    roomId: row.room_id,
    weekday: row.weekday,
    startMinute,
    endMinute,
    timezone: row.timezone,
    validFrom: row.valid_from && epochDayOf(row.valid_from),
    validTo: row.valid_to && epochDayOf(row.valid_to),
    slotMinutes: row.slot_minutes,
    lanes: row.lanes,
    priority: row.priority,
    bufferBefore: row.buffer_before_minutes,
    bufferAfter: row.buffer_after_minutes,
    label: row.label,
    sessionRuleId: row.session_rule_id ?? null,
    breaks: row.breaks.map((pause) => breakWithin(pause, startMinute)),
  };
}

/** A break that starts before its rule's hour belongs to the night after. */
function breakWithin({ start_local, end_local, label }: RuleRow["breaks"][number], opens: number) {
  const wall = minuteOfDay(start_local);
  const startMinute = wall < opens ? wall + 1440 : wall;
  return {
    startMinute,
    endMinute: after(startMinute, minuteOfDay(end_local) + (startMinute >= 1440 ? 1440 : 0)),
    label,
  };
}

/** An end that is not after its start lies on the next day. */
const after = (start: number, end: number): number => (end <= start ? end + 1440 : end);
