import type { Temporal } from "temporal-polyfill";
import { epochDayOf, epochMinuteOf } from "../core/zones.ts";
import type { Range } from "../core/ranges.ts";
import type { Database } from "../platform/database.ts";
import type { ResourceTime } from "./availability.ts";
import { type WeeklyRule, windowsOf } from "./weekly-rule.ts";
import {
  type ClaimRow,
  type ResourceRow,
  type RuleRow,
  selectClaims,
  selectResources,
  selectRules,
} from "./working-time.sql.ts";

/** Kinds that are there at any hour unless rules say when; people work only by their rules. */
const needsNoRules = new Set(["room", "station", "bed", "equipment", "telehealth"]);

export interface NamedTime extends ResourceTime {
  name: string;
  kind: string;
  active: boolean;
}

/**
 * What the resources do at the clinic during `[from, to)`: their dated working windows and their live claims (everywhere).
 *
 * One flush of three statements. Ids that do not exist are left out.
 */
export async function readWorkingTime(
  database: Database,
  {
    resourceIds,
    clinicId,
    serviceId = null,
    from,
    to,
    now,
  }: {
    resourceIds: readonly string[];
    clinicId: string | null;
    serviceId?: string | null;
    from: Temporal.Instant;
    to: Temporal.Instant;
    now: Temporal.Instant;
  },
): Promise<Map<string, NamedTime>> {
  const [resources, rules, claims] = await Promise.all([
    selectResources(database, resourceIds),
    selectRules(database, resourceIds),
    selectClaims(database, resourceIds, from, to, now),
  ]);
  const range: Range = [epochMinuteOf(from), epochMinuteOf(to)];
  const here = rules.filter(
    (rule) =>
      (clinicId === null || rule.clinic_id === clinicId) &&
      (rule.service_id === null || serviceId === null || rule.service_id === serviceId),
  );
  return new Map(resources.map((resource) => [resource.id, timeOf(resource, rules, here, claims, range)]));
}

function timeOf(resource: ResourceRow, all: RuleRow[], here: RuleRow[], claims: ClaimRow[], range: Range): NamedTime {
  const own = here.filter((rule) => rule.resource_id === resource.id).map(toWeeklyRule);
  const anywhere = needsNoRules.has(resource.kind) && !all.some((rule) => rule.resource_id === resource.id);
  return {
    resourceId: resource.id,
    name: resource.name,
    kind: resource.kind,
    active: resource.status === "active",
    lanes: resource.lanes,
    windows: anywhere ? null : own.flatMap((rule) => windowsOf(rule, range)).sort((a, b) => a.range[0] - b.range[0]),
    claims: claims
      .filter((claim) => claim.resource_id === resource.id)
      .map(({ lane, appointment_id: appointmentId, starts, ends }) => ({
        lane,
        appointmentId,
        range: [Math.floor(starts), Math.ceil(ends)] as const,
      })),
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
    weekday: row.weekday,
    startMinute,
    endMinute,
    timezone: row.timezone,
    validFrom: row.valid_from && epochDayOf(row.valid_from),
    validTo: row.valid_to && epochDayOf(row.valid_to),
    slotMinutes: row.slot_minutes,
    lanes: row.lanes,
    serviceId: row.service_id,
    breaks: row.breaks.map(({ start_local, end_local, label }) => {
      const start = minuteOfDay(start_local) < startMinute ? minuteOfDay(start_local) + 1440 : minuteOfDay(start_local);
      return {
        startMinute: start,
        endMinute: after(start, minuteOfDay(end_local) + (start >= 1440 ? 1440 : 0)),
        label,
      };
    }),
  };
}

export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** An end that is not after its start lies on the next day. */
const after = (start: number, end: number): number => (end <= start ? end + 1440 : end);
