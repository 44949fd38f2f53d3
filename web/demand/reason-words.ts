import type { TFunction } from "i18next";
import { reasonText } from "../api/problem.ts";
import type { PlacementReasons, Remark } from "../api/types.ts";
import type { Formats } from "../text/formats.ts";

/** How what a placement says of itself is put into words: by whom, in which language, at which clinic. */
export interface Wording {
  t: TFunction;
  /** Of the clinic's zone. */
  formats: Formats;
  nameOf: (practitionerId: string) => string | undefined;
}

export type Side = keyof PlacementReasons;
export const sides = ["met", "given_up", "blocked"] as const satisfies Side[];

export interface Wish {
  weekday?: number | null | undefined;
  start_local?: string | null | undefined;
  end_local?: string | null | undefined;
  practitioner_id?: string | null | undefined;
}

/** "Monday at 10:00 with Dr. Hassan": what a pattern names, and nothing else. */
export function wishText(wish: Wish, { t, formats, nameOf }: Wording): string {
  const name = wish.practitioner_id ? isolated(nameOf(wish.practitioner_id)) : null;
  const when = whenText(wish, { t, formats });
  if (name && when) return t("matching.wish.with", { wish: when, name });
  if (name) return t("matching.wish.only", { name });
  return when ?? t("matching.wish.any");
}

function whenText({ weekday, start_local, end_local }: Wish, { t, formats }: Pick<Wording, "t" | "formats">) {
  const day = weekday ? formats.weekday(weekday) : null;
  if (!start_local) return day;
  const from = formats.clock(start_local);
  const time = end_local ? t("hours.range", { from, to: formats.clock(end_local) }) : from;
  return day ? t("matching.wish.weekdayAt", { weekday: day, time }) : t("matching.wish.at", { time });
}

/** One remark as a sentence, with how far it was missed and, of a better start that was not to be had, why. */
export function remarkText(side: Side, remark: Remark, wording: Wording): string {
  const { t, formats, nameOf } = wording;
  const wish = wishText(remark, wording);
  const words =
    t(`matching.remarks.${side}.${remark.code}`, { wish, defaultValue: "" }) ||
    t(`matching.remarks.blocked.${remark.code}`, { wish });
  const named = remark.code !== "pattern" && remark.practitioner_id ? nameOf(remark.practitioner_id) : undefined;
  const said = formats.line([
    words,
    named,
    remark.days ? formats.days(remark.days) : null,
    remark.minutes ? formats.minutes(remark.minutes) : null,
  ]);
  const why = becauseOf(remark, wording);
  if (remark.starts_at)
    return t("matching.remark.sooner", { time: isolated(formats.moment(remark.starts_at)), why: why || said });
  return why ? t("matching.remark.of", { name: said, reason: why }) : said;
}

function becauseOf({ because = [] }: Remark, { t, formats }: Wording): string {
  return formats.line([
    ...new Set(
      because.map((reason) => {
        const label = typeof reason.label === "string" ? reason.label : undefined;
        const words = reasonText({ code: reason.code, detail: reason.detail, label }, t);
        const { resource_name: name } = reason;
        return typeof name === "string" ? t("matching.remark.of", { name: isolated(name), reason: words }) : words;
      }),
    ),
  ]);
}

/** Keeps a name or a date in its own direction within a sentence. */
const isolated = (text: string | undefined): string => (text ? `\u2068${text}\u2069` : "");
