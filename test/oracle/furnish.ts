import type { Temporal } from "temporal-polyfill";
import { instantOfMinute } from "../../src/core/zones.ts";
import { offerService } from "../../src/demand/service-record.ts";
import type { Transaction } from "../../src/platform/database.ts";
import { newId } from "../../src/platform/ids.ts";
import { openClinic } from "../../src/supply/clinic-record.ts";
import { addPool } from "../../src/supply/pool-record.ts";
import { registerPractitioner } from "../../src/supply/practitioner-record.ts";
import { addResource, changeResource } from "../../src/supply/resource-record.ts";
import { insertScheduleException } from "../../src/supply/schedule-exceptions.sql.ts";
import { addScheduleRule } from "../../src/supply/schedule-rule-record.ts";
import type { Exception, Resource, Rule, Service, Situation } from "./situation.ts";

/** What each thing of the situation is called in the database. */
export type Ids = ReadonlyMap<string, string>;

/** Stores a situation, but for its claims, in an organization that has nothing yet. What nobody could enter is written past the checks. */
export async function furnish(tx: Transaction, situation: Situation): Promise<Ids> {
  const ids = new Map<string, string>();
  const now = instantOfMinute(situation.now);
  const keep = async (id: string, made: Promise<{ id: string }>) => ids.set(id, (await made).id);
  for (const { id, zone } of situation.clinics) await keep(id, openClinic(tx, { name: id, timezone: zone }, now));
  for (const resource of situation.resources) await keep(resource.id, settle(tx, resource, ids, now));
  for (const { id, clinicId, resourceIds } of situation.pools) {
    const members = { clinic_id: ids.get(clinicId)!, resource_ids: resourceIds.map((one) => ids.get(one)!) };
    await keep(id, addPool(tx, { name: id, ...members }, now));
  }
  for (const service of situation.services) await keep(service.id, offerService(tx, serviceBody(service, ids), now));
  for (const rule of situation.rules) await addScheduleRule(tx, ruleBody(rule, ids), now);
  for (const one of situation.exceptions) await insertScheduleException(tx, newId(), exceptionRow(one, ids), null, now);
  for (const { id, retired } of situation.resources)
    if (retired) await changeResource(tx, ids.get(id)!, { status: "retired" }, null, now);
  return ids;
}

function settle(tx: Transaction, resource: Resource, ids: Ids, now: Temporal.Instant): Promise<{ id: string }> {
  const { name, kind, lanes, clinicIds } = resource;
  const places = (clinicIds ?? []).map((id) => ids.get(id)!);
  if (kind === "practitioner") return registerPractitioner(tx, { name, lanes, clinic_ids: places }, now);
  return addResource(tx, { name, kind, lanes, clinic_id: places[0] ?? null }, now);
}

const named = (ids: Ids, id: string | null) => (id === null ? null : ids.get(id)!);

const serviceBody = (service: Service, ids: Ids) => ({
  name: service.id,
  duration_minutes: service.duration,
  buffer_before_minutes: service.before,
  buffer_after_minutes: service.after,
  buffers_shareable: service.shared,
  price_minor: 1_000,
  min_notice_minutes: service.notice,
  max_future_days: service.horizonDays,
  clinic_ids: service.clinicIds.map((id) => ids.get(id)!),
  practitioner_ids: service.practitionerIds.map((id) => ids.get(id)!),
  practitioner_overrides: service.overrides.map((own) => ({
    practitioner_id: ids.get(own.practitionerId)!,
    duration_minutes: own.duration,
    buffer_before_minutes: own.before,
    buffer_after_minutes: own.after,
  })),
  phases: service.phases.map((phase) => ({
    starts_minute: phase.starts,
    ends_minute: phase.ends,
    need: phase.need,
    ...(phase.need === "resource" && { resource_id: ids.get(phase.resourceId)! }),
    ...(phase.need === "pool" && { pool_id: ids.get(phase.poolId)! }),
    ...(phase.need === "kind" && { resource_kind: phase.kind as "room" }),
  })),
});

const ruleBody = (rule: Rule, ids: Ids) => ({
  resource_id: ids.get(rule.resourceId)!,
  clinic_id: ids.get(rule.clinicId)!,
  weekday: rule.weekday,
  start_local: rule.start,
  end_local: rule.end,
  timezone: rule.zone,
  valid_from: rule.validFrom,
  valid_to: rule.validTo,
  slot_minutes: rule.slotMinutes,
  lanes: rule.lanes,
  priority: rule.priority,
  service_id: named(ids, rule.serviceId),
  room_id: named(ids, rule.roomId),
  buffer_before_minutes: rule.before,
  buffer_after_minutes: rule.after,
  breaks: rule.breaks.map(({ start, end }) => ({ start_local: start, end_local: end })),
});

const exceptionRow = (exception: Exception, ids: Ids) => ({
  kind: exception.kind,
  source: exception.source,
  resource_id: named(ids, exception.resourceId),
  clinic_id: named(ids, exception.clinicId),
  service_id: named(ids, exception.serviceId),
  room_id: named(ids, exception.roomId),
  starts_at: instantOfMinute(exception.starts),
  ends_at: instantOfMinute(exception.ends),
  timezone: "UTC",
  reason: null,
  lanes: exception.lanes,
  slot_minutes: exception.slotMinutes,
});
