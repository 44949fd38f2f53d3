import type { Temporal } from "temporal-polyfill";
import type { Fault } from "../../core/errors.ts";
import { minuteOfDay } from "../weekly-rule.ts";
import type { PlaceBed, PlacePhase, SessionPlace } from "./session-place.sql.ts";

/** What of a session can be wrong by itself. The page has words for each. */
export type SessionFault =
  | "window_empty"
  | "dates_backwards"
  | "treatment_too_long"
  | "treatment_too_short"
  | "pool_unsuitable"
  | "capacity_too_large"
  | "too_many_rules"
  | "session_there";

/** How long the session lasts and how many it takes, in minutes of the clock on its wall. */
export interface SessionShape {
  minutes: number;
  capacity: number | null;
}

export type SessionSupply = Pick<SessionPlace, "other_durations" | "phases"> & {
  duration_minutes: number;
  beds: readonly PlaceBed[];
};

/** More would be no week that somebody keeps; as for the rules that people write. */
const mostRules = 500;
const longestTreatment = 720;

/** From the first minute to the last; an end that is not after its start lies on the next day. */
export function minutesBetween(startLocal: string, endLocal: string): number {
  const length = minuteOfDay(endLocal) - minuteOfDay(startLocal);
  return length < 0 ? length + 1440 : length;
}

/** The beds that a session with this capacity has: the first ones. */
export const bedsOf = (beds: readonly PlaceBed[], capacity: number | null): readonly PlaceBed[] =>
  capacity === null ? beds : beds.slice(0, capacity);

/** Everything that is wrong with a rule's times and dates, each with a pointer to its field. */
export function faultsOfTimes(rule: {
  start_local: string;
  end_local: string;
  valid_from: Temporal.PlainDate | null;
  valid_to: Temporal.PlainDate | null;
}): Fault[] {
  if (rule.start_local === rule.end_local) return [wrong("window_empty", "/end_local", "The session has no time.")];
  const { valid_from: from, valid_to: to } = rule;
  const backwards = from !== null && to !== null && to.toString() < from.toString();
  return backwards ? [wrong("dates_backwards", "/valid_to", "The last date lies before the first.")] : [];
}

/**
 * Everything that keeps the service from being given in such a session. Whoever treats must get done within it, and must need a
 * bed for more than half of it: then no bed can be promised twice. `endPointer` names the field that ends the session.
 */
export function faultsOfShape({ minutes, capacity }: SessionShape, supply: SessionSupply, endPointer: string): Fault[] {
  const unsuitable = bedFaults(bedsOf(supply.beds, capacity), supply);
  return [
    ...capacityFaults(capacity, supply.beds),
    ...(unsuitable.length > 0 ? unsuitable : treatmentFaults(minutes, supply, endPointer)),
  ];
}

function capacityFaults(capacity: number | null, beds: readonly PlaceBed[]): Fault[] {
  if (capacity === null || capacity <= beds.length) return [];
  return [wrong("capacity_too_large", "/capacity", `The pool has ${beds.length} beds in use.`)];
}

function bedFaults(beds: readonly PlaceBed[], { phases }: SessionSupply): Fault[] {
  const suitable = beds.length > 0 && beds.every((bed) => phases.some((phase) => canUse(phase, bed)));
  if (!suitable) return [wrong("pool_unsuitable", "/pool_id", "The service does not use the beds of this pool.")];
  if (beds.every(({ rules }) => rules < mostRules)) return [];
  return [wrong("too_many_rules", "/pool_id", `A bed of this pool has ${mostRules} rules, and no more are kept.`)];
}

function canUse({ need, resource_id, resource_kind, member_ids }: PlacePhase, { id, kind }: PlaceBed): boolean {
  if (need === "pool") return member_ids.includes(id);
  return need === "kind" ? resource_kind === kind : need === "resource" && resource_id === id;
}

function treatmentFaults(minutes: number, supply: SessionSupply, pointer: string): Fault[] {
  const durations = [supply.duration_minutes, ...supply.other_durations];
  const [shortest, longest] = [Math.min(...durations.map((one) => bedMinutes(supply, one))), Math.max(...durations)];
  if (longest > Math.min(minutes, longestTreatment))
    return [
      wrong("treatment_too_long", pointer, `The treatment takes ${longest} minutes, the session lasts ${minutes}.`),
    ];
  const twice = shortest * 2 <= minutes;
  const detail = `A bed is needed for ${shortest} minutes; that must be more than half of the session's ${minutes}.`;
  return twice ? [wrong("treatment_too_short", pointer, detail)] : [];
}

/** For how long a treatment of this many minutes needs a bed; whatever ends with the service ends with it then, too. */
function bedMinutes({ duration_minutes, phases, beds }: SessionSupply, duration: number): number {
  const inBed = phases.filter((phase) => beds.some((bed) => canUse(phase, bed)));
  const lengths = inBed.map(({ starts_minute, ends_minute }) =>
    ends_minute === duration_minutes ? duration - starts_minute : ends_minute - starts_minute,
  );
  return Math.max(0, ...lengths);
}

const wrong = (code: SessionFault, pointer: string, detail: string): Fault => ({ pointer, code, detail });
