import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { DomainError, type Fault } from "../core/errors.ts";
import type { wishes } from "./request-schemas.ts";

export interface Pattern {
  weekday: number | null;
  start_local: string | null;
  end_local: string | null;
  practitioner_id: string | null;
  weight: number;
}

/** What a patient said of it. */
export type SaidWishes = z.output<typeof wishes>;

/** What a patient would like of n sessions, all of it said. Dates are the clinic's. */
export interface Wishes {
  earliest_date: string;
  latest_date: string | null;
  min_days_between: number;
  max_days_between: number | null;
  preferred_days_between: number | null;
  practitioner_id: string | null;
  practitioner_required: boolean;
  clinic_required: boolean;
  room_kind: "room" | "station" | "bed" | "equipment" | "telehealth" | "staff" | null;
  room_kind_required: boolean;
  patterns: Pattern[];
}

/** What is not said: as soon as possible, on different days, at this clinic, by anybody. */
export function wishesFrom(said: SaidWishes, today: Temporal.PlainDate, known: Partial<Wishes> = {}): Wishes {
  const given = { ...known, ...said };
  return {
    earliest_date: given.earliest_date ?? today.toString(),
    latest_date: given.latest_date ?? null,
    min_days_between: given.min_days_between ?? 1,
    max_days_between: given.max_days_between ?? null,
    preferred_days_between: given.preferred_days_between ?? null,
    practitioner_id: given.practitioner_id ?? null,
    practitioner_required: given.practitioner_required ?? false,
    clinic_required: given.clinic_required ?? true,
    room_kind: given.room_kind ?? null,
    room_kind_required: given.room_kind_required ?? false,
    patterns: (given.patterns ?? []).map((pattern) => ({
      weekday: pattern.weekday ?? null,
      start_local: pattern.start_local ?? null,
      end_local: pattern.end_local ?? null,
      practitioner_id: pattern.practitioner_id ?? null,
      weight: pattern.weight ?? 100,
    })),
  };
}

/** Throws `invalid_wishes` with a fault for each wish that cannot be, whatever is free. `at` leads to the wishes in the body. */
export function requirePossible(wishes: Wishes, sessions: number, at = ""): void {
  const errors = faultsOf(wishes, sessions).map((fault) => ({ ...fault, pointer: at + fault.pointer }));
  if (errors.length > 0) throw new DomainError("invalid_wishes", errors[0]!.detail, { errors });
}

export function faultsOf(wishes: Wishes, sessions: number): Fault[] {
  const fault = (wrong: boolean, pointer: string, detail: string): Fault[] =>
    wrong ? [{ pointer, code: "invalid_wishes", detail }] : [];
  const { min_days_between: min, max_days_between: max, preferred_days_between: preferred, latest_date } = wishes;
  const backwards = latest_date !== null && latest_date < wishes.earliest_date;
  return [
    ...fault(backwards, "/latest_date", "The latest date lies before the earliest."),
    ...fault(
      max !== null && max < min,
      "/max_days_between",
      "The most days between sessions are fewer than the least.",
    ),
    ...fault(
      preferred !== null && (preferred < min || (max !== null && preferred > max)),
      "/preferred_days_between",
      "The preferred days between sessions lie outside the least and the most.",
    ),
    ...fault(
      !backwards && latest_date !== null && daysFrom(wishes.earliest_date, latest_date) < (sessions - 1) * min,
      "/latest_date",
      `${sessions} sessions with ${min} days between them do not fit before the latest date.`,
    ),
    ...fault(
      wishes.practitioner_required && wishes.practitioner_id === null,
      "/practitioner_id",
      "Say which practitioner is required.",
    ),
    ...fault(
      wishes.room_kind_required && wishes.room_kind === null,
      "/room_kind",
      "Say which kind of room is required.",
    ),
    ...wishes.patterns.flatMap((pattern, i) =>
      patternFaults(pattern, wishes).map((one) => ({ ...one, pointer: `/patterns/${i}${one.pointer}` })),
    ),
  ];
}

function patternFaults({ weekday, start_local, end_local, practitioner_id }: Pattern, wishes: Wishes): Fault[] {
  const fault = (wrong: boolean, pointer: string, detail: string): Fault[] =>
    wrong ? [{ pointer, code: "invalid_wishes", detail }] : [];
  const nothing = weekday === null && start_local === null && practitioner_id === null;
  const contradicts =
    practitioner_id !== null && wishes.practitioner_required && practitioner_id !== wishes.practitioner_id;
  return [
    ...fault(nothing, "", "A pattern names a weekday, a time or a practitioner."),
    ...fault(end_local !== null && start_local === null, "/start_local", "A window needs its start."),
    ...fault(
      end_local !== null && start_local !== null && end_local <= start_local,
      "/end_local",
      "The window ends before it starts.",
    ),
    ...fault(contradicts, "/practitioner_id", "Another practitioner is required, so this pattern can never be met."),
  ];
}

const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
