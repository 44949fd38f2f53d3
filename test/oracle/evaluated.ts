import { Temporal } from "temporal-polyfill";
import type { Candidate, Offer } from "../../src/booking/offer.ts";
import { needsOf, termsOf } from "../../src/booking/practitioner-terms.ts";
import type { NeededService } from "../../src/demand/needed-service.ts";
import type { TimeException } from "../../src/supply/exceptions.ts";
import { hoursOf, type Question, type Timetable } from "../../src/supply/hours.ts";
import type { Claim as KnownClaim, ResourceTime } from "../../src/supply/needs.ts";
import { toWeeklyRule } from "../../src/supply/working-time.ts";
import { candidatesOf, practitionersFor } from "./bookable.ts";
import { worksByRules } from "./open.ts";
import type { Claim, Exception, Phase, Range, Resource, Rule, Service, Situation, Wish } from "./situation.ts";

/** A situation as the evaluator is told of it. Its own words and shapes; what it makes of them is what is tested. */

export function offerOf(situation: Situation, wish: Wish, [from, to]: Range): Offer {
  const { clinics, resources, claims, services, patientBusy, now } = situation;
  const service = neededService(
    services.find(({ id }) => id === wish.serviceId)!,
    suitable(situation, wish),
  );
  const clinic = clinics.find(({ id }) => id === wish.clinicId)!;
  const around: Range = [from - 25 * 60, to + 49 * 60];
  const times = resources.map((resource): [string, ResourceTime] => {
    const hours = hoursOf(timetable(situation, resource), wish, around);
    const own = claims.filter(({ resourceId }) => resourceId === resource.id).map(knownClaim);
    const { id: resourceId, name, kind } = resource;
    return [resourceId, { resourceId, name, kind, hours, claims: own, expired: [] }];
  });
  const earliest = now + service.min_notice_minutes;
  const limits = { now, earliest, latest: now + service.max_future_days * 1440 };
  const candidates = practitionersFor(situation, wish).map((practitionerId): Candidate => {
    const terms = termsOf(service, practitionerId);
    const needs = needsOf(service, terms, practitionerId);
    const busy = patientBusy.map((range) => ({ range, appointmentId: "other" }));
    const plan = {
      durationMinutes: terms.durationMinutes,
      needs,
      resources: new Map(times),
      limits,
      patientBusy: busy,
    };
    return { practitionerId, name: practitionerId, shareBasisPoints: 0, priceMinor: 0, plan };
  });
  const place = { id: clinic.id, timezone: clinic.zone, queue_policy: "on_arrival", status: "active" } as const;
  return { revision: 0, clinic: place, service, patient: null, candidates };
}

/** The lanes that the evaluator finds open at a minute. */
export function evaluatedLanes(situation: Situation, resource: Resource, asked: Question, minute: number): number {
  const { lanes } = hoursOf(timetable(situation, resource), asked, [minute - 1440, minute + 1440]);
  return lanes.filter((open) => open.some(([starts, ends]) => starts <= minute && minute < ends)).length;
}

function timetable({ rules, exceptions }: Situation, resource: Resource): Timetable {
  const { id: resourceId, kind, lanes, clinicIds, retired } = resource;
  const own = rules.filter((rule) => rule.resourceId === resourceId);
  return {
    resourceId,
    clinicId: kind === "practitioner" ? null : (clinicIds?.[0] ?? null),
    lanes,
    active: !retired,
    atAnyHour: !worksByRules(rules, resource),
    rules: own.map((rule) => toWeeklyRule(ruleRow(rule))),
    exceptions: exceptions.map(timeException),
  };
}

const dateOf = (date: string | null) => (date === null ? null : Temporal.PlainDate.from(date));

const ruleRow = (rule: Rule) => ({
  id: rule.id,
  resource_id: rule.resourceId,
  clinic_id: rule.clinicId,
  service_id: rule.serviceId,
  room_id: rule.roomId,
  weekday: rule.weekday,
  start_local: rule.start,
  end_local: rule.end,
  timezone: rule.zone,
  valid_from: dateOf(rule.validFrom),
  valid_to: dateOf(rule.validTo),
  slot_minutes: rule.slotMinutes,
  lanes: rule.lanes,
  priority: rule.priority,
  buffer_before_minutes: rule.before,
  buffer_after_minutes: rule.after,
  label: null,
  breaks: rule.breaks.map(({ start, end }) => ({ start_local: start, end_local: end, label: null })),
});

const timeException = ({ starts, ends, ...exception }: Exception): TimeException => ({
  ...exception,
  range: [starts, ends],
  reason: null,
});

function knownClaim({ lane, starts, ends, before, after, shared, appointmentId }: Claim): KnownClaim {
  const whole: Range = [starts - before, ends + after];
  return { lane, appointmentId, range: shared ? [starts, whole[1]] : whole, lead: shared ? [whole[0], ends] : whole };
}

/** Phases are stored with positions from 1. */
function suitable(situation: Situation, wish: Wish) {
  const { phases } = situation.services.find(({ id }) => id === wish.serviceId)!;
  const chosenAmong = (phase: Phase) => phase.need === "pool" || phase.need === "kind";
  return phases.flatMap((phase, i) => {
    const some = chosenAmong(phase) ? candidatesOf(situation, wish, phase) : [];
    return some.map(({ id }) => ({ position: i + 1, resource_id: id }));
  });
}

const neededService = (service: Service, suiting: { position: number; resource_id: string }[]): NeededService => ({
  id: service.id,
  name: service.id,
  duration_minutes: service.duration,
  buffer_before_minutes: service.before,
  buffer_after_minutes: service.after,
  buffers_shareable: service.shared,
  price_minor: 0,
  deposit_minor: 0,
  currency: "EUR",
  consultation_mode: "in_person",
  min_notice_minutes: service.notice,
  max_future_days: service.horizonDays,
  requires_approval: false,
  late_cancel_notice_minutes: 0,
  allow_patient_reschedule: true,
  max_reschedule_count: 2,
  status: "active",
  offered_here: true,
  practitioner_ids: service.practitionerIds,
  overrides: service.overrides.map((own) => ({
    practitioner_id: own.practitionerId,
    duration_minutes: own.duration,
    price_minor: null,
    buffer_before_minutes: own.before,
    buffer_after_minutes: own.after,
  })),
  phases: service.phases.map((phase, i) => ({
    starts_minute: phase.starts,
    ends_minute: phase.ends,
    need: phase.need,
    resource_id: phase.need === "resource" ? phase.resourceId : null,
    pool_id: phase.need === "pool" ? phase.poolId : null,
    resource_kind: phase.need === "kind" ? (phase.kind as "room") : null,
    suitable_ids:
      phase.need === "resource"
        ? [phase.resourceId]
        : suiting.filter(({ position }) => position === i + 1).map(({ resource_id }) => resource_id),
  })),
});
