import { fault, notFound } from "../core/errors.ts";
import type { Database } from "../platform/database.ts";
import { findRulePlace, type RulePlace, type RuleScope } from "./rule-place.sql.ts";

/** More would be no week that somebody keeps; it bounds the work of every question about a resource's time. */
const mostRules = 500;

/**
 * The place of a rule, once it is sure that everything it names exists and belongs together.
 * Throws `not_found`, `not_offered` (the resource does not work at this clinic) or `invalid_rule`, each with a pointer.
 */
export async function requirePlace(database: Database, scope: RuleScope) {
  const place = await findRulePlace(database, scope);
  const { timezone, resource_lanes, works_here } = place;
  if (timezone === null) throw notFound("/clinic_id", "clinic");
  if (resource_lanes === null) throw notFound("/resource_id", "resource");
  if (!works_here) throw fault("not_offered", "/clinic_id", "The resource does not work at this clinic.");
  if (scope.service_id !== null && place.service_id === null) throw notFound("/service_id", "service");
  if (scope.room_id !== null) requireRoom(place);
  return { ...place, timezone, resource_lanes };
}

function requireRoom({ room_kind: kind, room_here: here }: RulePlace): void {
  if (kind === null) throw notFound("/room_id", "room");
  if (kind !== "room") throw fault("invalid_rule", "/room_id", "This resource is not a room.");
  if (!here) throw fault("invalid_rule", "/room_id", "This room is at another clinic.");
}

/** One rule more can be added here. Throws `retired`, or `invalid_rule` when the resource has as many as it may have. */
export function requireAddable({ clinic_status, resource_status, rules }: RulePlace): void {
  if (clinic_status !== "active") throw fault("retired", "/clinic_id", "This clinic is closed.");
  if (resource_status !== "active") throw fault("retired", "/resource_id", "This resource is no longer in use.");
  if (rules >= mostRules)
    throw fault("invalid_rule", "/resource_id", `This resource has ${mostRules} rules, and no more are kept for one.`);
}
