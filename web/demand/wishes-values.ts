import type { RefinementCtx, z } from "zod";
import type { wishes } from "../../src/demand/request-schemas.ts";
import type { Wishes } from "../api/types.ts";

/** One pattern as it is typed; what is left empty is not named. */
export interface PatternValues {
  weekday: string | null;
  start_local: string;
  end_local: string;
  practitioner_id: string | null;
  weight: number | "";
}

export type RoomKind = NonNullable<Wishes["room_kind"]>;

export interface WishValues {
  earliest_date: string | null;
  latest_date: string | null;
  min_days_between: number | "";
  max_days_between: number | "";
  preferred_days_between: number | "";
  practitioner_id: string | null;
  practitioner_required: boolean;
  clinic_required: boolean;
  room_kind: RoomKind | null;
  room_kind_required: boolean;
  patterns: PatternValues[];
}

/** What the fields show of wishes, or of none. Names are those of the API, so that what the server refuses lands on its field. */
export function wishValues(known: Wishes = {}): WishValues {
  return {
    earliest_date: known.earliest_date ?? null,
    latest_date: known.latest_date ?? null,
    min_days_between: known.min_days_between ?? 1,
    max_days_between: known.max_days_between ?? "",
    preferred_days_between: known.preferred_days_between ?? "",
    practitioner_id: known.practitioner_id ?? null,
    practitioner_required: known.practitioner_required ?? false,
    clinic_required: known.clinic_required ?? true,
    room_kind: known.room_kind ?? null,
    room_kind_required: known.room_kind_required ?? false,
    patterns: (known.patterns ?? []).map(patternValues),
  };
}

const patternValues = (pattern: NonNullable<Wishes["patterns"]>[number]): PatternValues => ({
  weekday: pattern.weekday ? String(pattern.weekday) : null,
  start_local: pattern.start_local ?? "",
  end_local: pattern.end_local ?? "",
  practitioner_id: pattern.practitioner_id ?? null,
  weight: pattern.weight ?? 100,
});

/** A new pattern names nothing yet. */
export const emptyPattern: PatternValues = {
  weekday: null,
  start_local: "",
  end_local: "",
  practitioner_id: null,
  weight: 100,
};

/** What is sent for what was typed. What is required must be named, so requiring nobody is sent as no requirement. */
export function wishBody(typed: WishValues): Wishes {
  return {
    ...(typed.earliest_date && { earliest_date: typed.earliest_date }),
    latest_date: typed.latest_date || null,
    ...(typed.min_days_between !== "" && { min_days_between: typed.min_days_between }),
    max_days_between: orNull(typed.max_days_between),
    preferred_days_between: orNull(typed.preferred_days_between),
    practitioner_id: typed.practitioner_id,
    practitioner_required: typed.practitioner_required && typed.practitioner_id !== null,
    clinic_required: typed.clinic_required,
    room_kind: typed.room_kind,
    room_kind_required: typed.room_kind_required && typed.room_kind !== null,
    patterns: typed.patterns.map((pattern) => ({
      weekday: pattern.weekday === null ? null : Number(pattern.weekday),
      start_local: pattern.start_local || null,
      end_local: pattern.end_local || null,
      practitioner_id: pattern.practitioner_id,
      weight: pattern.weight === "" ? 100 : pattern.weight,
    })),
  };
}

const orNull = (typed: number | ""): number | null => (typed === "" ? null : typed);

export interface WishFault {
  path: (string | number)[];
  code: WishFaultCode;
}
export type WishFaultCode =
  | "dates_backwards"
  | "dates_too_near"
  | "days_backwards"
  | "days_outside"
  | "pattern_names_nothing"
  | "pattern_needs_start"
  | "ends_before_start"
  | "pattern_contradicts";

/** What can never be, whatever is free: the server refuses the same, but in English only. */
export function wishFaults(body: z.output<typeof wishes>, sessions: number): WishFault[] {
  const { earliest_date: earliest, latest_date: latest } = body;
  const [min, max] = [body.min_days_between ?? 1, body.max_days_between ?? null];
  const preferred = body.preferred_days_between ?? null;
  const backwards = Boolean(earliest && latest && latest < earliest);
  const short = Boolean(earliest && latest) && daysFrom(earliest!, latest!) < (sessions - 1) * min;
  return [
    ...fault(backwards, "dates_backwards", "latest_date"),
    ...fault(!backwards && short, "dates_too_near", "latest_date"),
    ...fault(max !== null && max < min, "days_backwards", "max_days_between"),
    ...fault(
      preferred !== null && (preferred < min || (max !== null && preferred > max)),
      "days_outside",
      "preferred_days_between",
    ),
    ...(body.patterns ?? []).flatMap((pattern, index) => {
      const { weekday, start_local: start, end_local: end, practitioner_id: named } = pattern;
      const at = (field: string) => ["patterns", index, field];
      const other = Boolean(named && body.practitioner_required && named !== body.practitioner_id);
      return [
        ...fault(!weekday && !start && !named && !end, "pattern_names_nothing", ...at("weekday")),
        ...fault(Boolean(end && !start), "pattern_needs_start", ...at("start_local")),
        ...fault(Boolean(end && start && end <= start), "ends_before_start", ...at("end_local")),
        ...fault(other, "pattern_contradicts", ...at("practitioner_id")),
      ];
    }),
  ];
}

const fault = (wrong: boolean, code: WishFaultCode, ...path: (string | number)[]): WishFault[] =>
  wrong ? [{ path, code }] : [];

const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** Tells a form's schema what is wrong with the wishes that stand at `path` of its body. */
export function refuseWishes(
  context: RefinementCtx,
  body: z.output<typeof wishes> | undefined,
  sessions: number,
  ...at: (string | number)[]
): void {
  for (const { path, code } of body ? wishFaults(body, sessions) : [])
    context.addIssue({ code: "custom", path: [...at, ...path], params: { code } });
}

/** What the fields need of a form, wherever in it the wishes stand. */
export interface WishesForm {
  values: WishValues;
  /** Of one field of the wishes, such as `patterns.0.weekday`. */
  input: (field: string) => object;
  addPattern: (pattern: PatternValues) => void;
  removePattern: (index: number) => void;
}
