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

/** What a phase that needs the practitioner names. */
export const nothingNamed = { resource_id: null, pool_id: null, resource_kind: null };

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
    ...timesFaults(phase, durationMinutes).map(({ code, detail }) => at(i, "ends_minute", code)(detail)),
    ...needFaults(phase, i),
  ]);
}

function timesFaults(
  { starts_minute: starts, ends_minute: ends }: Phase,
  durationMinutes: number,
): Omit<Fault, "pointer">[] {
  if (ends <= starts) return [{ code: "ends_before_start", detail: "The phase must end after its start." }];
  const detail = `The phase ends after the service, which lasts ${durationMinutes} minutes.`;
  return ends > durationMinutes ? [{ code: "ends_after_service", detail }] : [];
}

/** What each need is named by, and the words for it. */
const named = {
  resource: ["resource_id", "a certain resource"],
  pool: ["pool_id", "a pool"],
  kind: ["resource_kind", "a kind of resource"],
} as const;

function needFaults(phase: Phase, index: number): Fault[] {
  return Object.entries(named).flatMap(([need, [field, what]]) => {
    if (need === phase.need && phase[field] === null)
      return [at(index, field, "required")(`A phase that needs ${what} must say which one.`)];
    const idle = need !== phase.need && phase[field] !== null;
    return idle ? [at(index, field, "not_needed")(`Only a phase that needs ${what} names one here.`)] : [];
  });
}

const at =
  (index: number, field: keyof Phase, code: string) =>
  (detail: string): Fault => ({ pointer: `/phases/${index}/${field}`, code, detail });
