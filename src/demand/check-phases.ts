import type { Fault } from "../core/errors.ts";

/** From one minute of the service to another, this is needed: the practitioner, a certain resource, or any of several. */
export interface Phase {
  starts_minute: number;
  ends_minute: number;
  need: "practitioner" | "resource" | "pool" | "kind";
  resource_id: string | null;
  pool_id: string | null;
  resource_kind: "room" | "station" | "bed" | "equipment" | "telehealth" | "staff" | null;
}

const nothingNamed = { resource_id: null, pool_id: null, resource_kind: null };

/** What a service needs when nothing else is said: one practitioner, from its first minute to its last. */
export function defaultPhases(durationMinutes: number): Phase[] {
  return [{ starts_minute: 0, ends_minute: durationMinutes, need: "practitioner", ...nothingNamed }];
}

export function isDefault(phases: readonly Phase[], durationMinutes: number): boolean {
  const [only, ...others] = phases;
  return (
    others.length === 0 &&
    only?.need === "practitioner" &&
    only.starts_minute === 0 &&
    only.ends_minute === durationMinutes
  );
}

/**
 * Everything that is wrong with a service's phases, each with a pointer to its field; empty when they can stand.
 *
 * Phases may overlap (a nurse and a chair) and may leave gaps in which nothing is needed.
 */
export function faultsOfPhases(phases: readonly Phase[], durationMinutes: number): Fault[] {
  return phases.flatMap((phase, i) => [
    ...timesFaults(phase, durationMinutes).map(at(i, "ends_minute")),
    ...needFaults(phase).map(at(i, "resource_id")),
  ]);
}

function timesFaults({ starts_minute: starts, ends_minute: ends }: Phase, durationMinutes: number): string[] {
  if (ends <= starts) return ["The phase must end after its start."];
  return ends > durationMinutes ? [`The phase ends after the service, which lasts ${durationMinutes} minutes.`] : [];
}

function needFaults({ need, resource_id: resourceId }: Phase): string[] {
  if (need === "resource" && resourceId === null) return ["A phase that needs a resource must say which one."];
  if (need === "practitioner" && resourceId !== null)
    return ["Only a phase that needs a resource names one; practitioners are named by practitioner_ids."];
  return [];
}

const at =
  (index: number, field: keyof Phase) =>
  (detail: string): Fault => ({ pointer: `/phases/${index}/${field}`, code: "invalid_service", detail });
