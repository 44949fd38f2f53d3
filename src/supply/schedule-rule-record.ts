import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { DomainError, notFound } from "../core/errors.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { rulesChanged } from "./announce-slots.ts";
import { faultsOfHours, type RuleHours } from "./check-schedule-rule.ts";
import { requireAddable, requirePlace } from "./rule-place.ts";
import type { RuleScope } from "./rule-place.sql.ts";
import {
  deleteBreaks,
  deleteScheduleRule,
  findScheduleRule,
  insertBreaks,
  insertScheduleRule,
  type RuleBreak,
  type RuleFields,
  type ScheduleRuleRow,
  updateScheduleRule,
} from "./schedule-rules.sql.ts";
import type { newScheduleRule, scheduleRuleChange } from "./schemas.ts";
import { requireOwn } from "./session-owned.ts";
import { lockScope } from "./slot-inventories.sql.ts";

type NewScheduleRule = z.output<typeof newScheduleRule>;
type ScheduleRuleChange = z.output<typeof scheduleRuleChange>;

const unsaid = {
  valid_from: null,
  valid_to: null,
  priority: 0,
  service_id: null,
  room_id: null,
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  label: null,
  breaks: [],
};

/**
 * Adds a weekly window of one resource at one clinic, in the clinic's zone and with all of the resource's lanes unless told
 * otherwise. Throws `not_found`, `retired`, `not_offered` (it does not work at this clinic) or `invalid_rule`, each with
 * pointers.
 */
export async function addScheduleRule(
  tx: Transaction,
  wanted: NewScheduleRule,
  now: Temporal.Instant,
): Promise<ScheduleRuleRow> {
  const { resource_id: resourceId, ...hours } = wanted;
  const { service_id = null, room_id = null } = hours;
  await lockScope(tx, { resourceIds: [resourceId] }, [room_id]);
  const place = await requirePlace(tx, { resource_id: resourceId, clinic_id: hours.clinic_id, service_id, room_id });
  requireAddable(place);
  const { clinic_id, weekday, start_local, end_local, slot_minutes } = hours;
  const said = { clinic_id, weekday, start_local, end_local, slot_minutes };
  const usual = { ...unsaid, ...said, timezone: place.timezone, lanes: place.resource_lanes };
  const rule = changed<RuleFields & { breaks: RuleBreak[] }>(usual, read(hours));
  requireHours(rule);
  const id = newId();
  const [, , added] = await Promise.all([
    insertScheduleRule(tx, id, resourceId, rule, now),
    insertBreaks(tx, id, rule.breaks),
    findScheduleRule(tx, id),
  ]);
  await rulesChanged(tx, { resourceIds: [resourceId] }, now);
  return added!;
}

/**
 * Changes what is named and leaves the rest; breaks are replaced as a whole, and a rule that moves to another clinic takes
 * its zone. Throws as `addScheduleRule` does, `version_mismatch` when the rule moved on, and `illegal_move` for a session rule's.
 */
export async function changeScheduleRule(
  tx: Transaction,
  id: string,
  change: ScheduleRuleChange,
  expected: number | null,
  now: Temporal.Instant,
): Promise<ScheduleRuleRow> {
  const found = await findScheduleRule(tx, id);
  if (!found) throw notFound("/id", "schedule rule");
  requireVersion(expected, found);
  requireOwn({ session_rule_id: found.session_rule_id });
  await lockScope(tx, { resourceIds: [found.resource_id] }, [found.room_id, change.room_id]);
  const rule = changed(changed(found, await moved(tx, found, change)), read(change));
  requireHours(rule);
  const [current, , , updated] = await Promise.all([
    updateScheduleRule(tx, id, found.version, rule, now),
    deleteBreaks(tx, id),
    insertBreaks(tx, id, rule.breaks),
    findScheduleRule(tx, id),
  ]);
  if (!current) throw stale();
  await rulesChanged(tx, { resourceIds: [found.resource_id] }, now, [found.clinic_id]);
  return updated!;
}

/** Removes a rule; what was booked under it stays booked. Throws `not_found`, `version_mismatch`, or `illegal_move` for a session rule's. */
export async function removeScheduleRule(
  tx: Transaction,
  id: string,
  expected: number | null,
  now: Temporal.Instant,
): Promise<void> {
  const found = await findScheduleRule(tx, id);
  if (!found) throw notFound("/id", "schedule rule");
  requireVersion(expected, found);
  requireOwn({ session_rule_id: found.session_rule_id });
  await lockScope(tx, { resourceIds: [found.resource_id] });
  if (!(await deleteScheduleRule(tx, id, found.version))) throw stale();
  await rulesChanged(tx, { resourceIds: [found.resource_id] }, now, [found.clinic_id]);
}

/** The wanted fields as they are stored. */
function read({ valid_from, valid_to, breaks, ...fields }: ScheduleRuleChange) {
  return {
    ...fields,
    valid_from: readDate(valid_from),
    valid_to: readDate(valid_to),
    breaks: breaks?.map(({ start_local, end_local, label }): RuleBreak => ({
      start_local,
      end_local,
      label: label ?? null,
    })),
  };
}

const readDate = (text: string | null | undefined) =>
  text ? Temporal.PlainDate.from(text) : (text as null | undefined);

/** What follows from a change of place: a rule that moves takes the zone of its new clinic. */
async function moved(
  tx: Transaction,
  rule: ScheduleRuleRow,
  change: ScheduleRuleChange,
): Promise<{ timezone?: string }> {
  const { clinic_id, service_id, room_id } = change;
  const scope = changed<RuleScope>(rule, { clinic_id, service_id, room_id });
  const moves = scope.clinic_id !== rule.clinic_id;
  if (!moves && scope.service_id === rule.service_id && scope.room_id === rule.room_id) return {};
  const { timezone } = await requirePlace(tx, scope);
  return moves ? { timezone } : {};
}

function requireHours(rule: RuleHours): void {
  const faults = faultsOfHours(rule);
  const [first] = faults;
  if (first) throw new DomainError("invalid_rule", first.detail, { errors: faults });
}
