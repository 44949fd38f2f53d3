import type { Temporal } from "temporal-polyfill";
import { epochDayOf, epochMinuteOf } from "../core/zones.ts";
import type { Range } from "../core/ranges.ts";
import type { Database } from "../platform/database.ts";
import type { TimeException } from "./exceptions.ts";
import { hoursOf, type Timetable } from "./hours.ts";
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
export async function readWorkingTime(
  database: Database,
  { now, ...asked }: Asked & { now: Temporal.Instant },
): Promise<Map<string, ResourceTime>> {
  const { clinicId, serviceId, from, to } = asked;
  const [timetables, claims] = await Promise.all([
    readTimetables(database, asked),
    selectClaims(database, asked.resourceIds, from, to, now),
  ]);
  const claimed = (expired: boolean) =>
    new Map(claims.filter((row) => row.expired === expired).map((row) => [row.resource_id, unpack(row)]));
  const [live, expired] = [claimed(false), claimed(true)];
  const range: Range = [epochMinuteOf(from), epochMinuteOf(to)];
  return new Map(
    timetables.map(({ name, kind, ...timetable }) => {
      const { resourceId } = timetable;
      const hours = hoursOf(timetable, { clinicId, serviceId }, range);
      const taken = { claims: live.get(resourceId) ?? [], expired: expired.get(resourceId) ?? [] };
      return [resourceId, { resourceId, name, kind, hours, ...taken }];
    }),
  );
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

function unpack(row: ClaimsRow): Claim[] {
  const [lanes, starts, ends] = [row.lanes, row.starts, row.ends].map((list) => list.split(",").map(Number));
  const leads = row.leads.split(",");
  return row.appointment_ids.split(",").map((appointmentId, i) => {
    const range: Range = [starts![i]!, ends![i]!];
    const [leadStarts, leadEnds] = leads[i] ? leads[i].split(" ").map(Number) : range;
    return { appointmentId, lane: lanes![i]!, range, lead: leads[i] ? [leadStarts, leadEnds] : range };
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
