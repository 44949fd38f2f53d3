import type { Fault } from "../core/errors.ts";
import type { Phase } from "./check-phases.ts";

/** What one practitioner does otherwise than the service says; null is the service's own. */
export interface PractitionerOverride {
  practitioner_id: string;
  duration_minutes: number | null;
  price_minor: number | null;
  buffer_before_minutes: number | null;
  buffer_after_minutes: number | null;
}

interface Phased<Kind extends Phase = Phase> {
  duration_minutes: number;
  phases: readonly Kind[];
}

/** What the service needs when it lasts this many minutes: whatever ends with the service ends with it then, too. */
export function phasesFor<Kind extends Phase>(service: Phased<Kind>, durationMinutes: number): Kind[] {
  return service.phases.map((phase) =>
    phase.ends_minute === service.duration_minutes ? { ...phase, ends_minute: durationMinutes } : phase,
  );
}

/**
 * Everything that is wrong with what practitioners do otherwise, each with a pointer to its field; empty when it can stand.
 * The service's own phases must fit it.
 */
export function faultsOfOverrides(
  service: Phased & { practitioner_ids: readonly string[]; practitioner_overrides: readonly PractitionerOverride[] },
): Fault[] {
  const overrides = service.practitioner_overrides;
  return overrides.flatMap(({ practitioner_id: who, duration_minutes: minutes }, i) => [
    ...practitionerFaults(who, service.practitioner_ids, overrides.slice(0, i)).map(
      at(i, "practitioner_id", "not_offering"),
    ),
    ...(minutes === null ? [] : durationFaults(service, minutes)).map(at(i, "duration_minutes", "phases_do_not_fit")),
  ]);
}

function practitionerFaults(
  who: string,
  practitionerIds: readonly string[],
  earlier: readonly PractitionerOverride[],
): string[] {
  if (!practitionerIds.includes(who)) return ["This practitioner does not offer the service."];
  const named = earlier.some(({ practitioner_id: other }) => other === who);
  return named ? ["This practitioner is named before."] : [];
}

function durationFaults(service: Phased, minutes: number): string[] {
  const broken = phasesFor(service, minutes).findIndex(
    ({ starts_minute: starts, ends_minute: ends }) => ends <= starts || ends > minutes,
  );
  return broken < 0 ? [] : [`Phase ${broken + 1} of the service does not fit into ${minutes} minutes.`];
}

const at =
  (index: number, field: keyof PractitionerOverride, code: string) =>
  (detail: string): Fault => ({
    pointer: `/practitioner_overrides/${index}/${field}`,
    code,
    detail,
  });
