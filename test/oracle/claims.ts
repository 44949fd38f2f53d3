import { governing } from "./open.ts";
import type { Claim, Phase, Resource, Service, Wish } from "./situation.ts";
import type { Timetable } from "./timetable.ts";

/** Whether two claims leave each other the time they need: in different lanes always, in one by their buffers. */
export function standTogether(one: Claim, other: Claim): boolean {
  if (one.resourceId !== other.resourceId || one.lane !== other.lane) return true;
  const [first, second] = one.starts <= other.starts ? [one, other] : [other, one];
  const [after, before] = [first.after, second.before];
  const needed = one.shared && other.shared ? Math.max(after, before) : after + before;
  return second.starts - first.ends >= needed;
}

/** A service as one practitioner does it: a phase that lasts to the end lasts to the practitioner's own end. */
export function serviceBy(service: Service, practitionerId: string | null): Service {
  const own = service.overrides.find((one) => one.practitionerId === practitionerId);
  const duration = own?.duration ?? service.duration;
  const phases = service.phases.map((phase) =>
    phase.ends === service.duration ? { ...phase, ends: duration } : phase,
  );
  return { ...service, duration, phases, before: own?.before ?? service.before, after: own?.after ?? service.after };
}

/** The claim that one phase of a start makes on a lane, with the larger of the service's and the rules' buffers. */
export function claimOf(
  table: Timetable,
  { serviceId: appointmentId, clinicId }: Wish,
  service: Service,
  phase: Phase,
  start: number,
  resource: Resource,
  lane: number,
): Claim {
  const [starts, ends] = [start + phase.starts, start + phase.ends];
  const rules = governing(table, resource, starts).map(({ rule }) => rule);
  const here = rules.filter((rule) => rule.clinicId === clinicId);
  const before = Math.max(phase.starts === 0 ? service.before : 0, ...here.map((rule) => rule.before));
  const after = Math.max(phase.ends === service.duration ? service.after : 0, ...here.map((rule) => rule.after));
  return { appointmentId, resourceId: resource.id, lane, starts, ends, before, after, shared: service.shared };
}
