import type { Wishes } from "../api/types.ts";
import { type Wording, wishText } from "./reason-words.ts";

/** What is wished, each wish in a few words; nothing where nothing is. */
export function wishesText(wishes: Wishes, wording: Wording): string[] {
  const { t, formats, nameOf } = wording;
  const { practitioner_id: who, practitioner_required: onlyThem, room_kind: room } = wishes;
  const [least, most, best] = [wishes.min_days_between, wishes.max_days_between, wishes.preferred_days_between];
  const name = who ? nameOf(who) : undefined;
  return [
    ...(wishes.patterns ?? []).map((pattern) => wishText(pattern, wording)),
    name && t(onlyThem ? "wishes.said.only" : "wishes.said.preferably", { name }),
    best && t("wishes.said.apart", { days: formats.days(best) }),
    least && least > 1 && t("wishes.said.atLeast", { days: formats.days(least) }),
    most && t("wishes.said.atMost", { days: formats.days(most) }),
    wishes.earliest_date && t("week.since", { date: formats.date(wishes.earliest_date) }),
    wishes.latest_date && t("week.until", { date: formats.date(wishes.latest_date) }),
    room && t(`resources.kinds.${room}`),
    wishes.clinic_required === false && t("wishes.said.anywhere"),
  ].flatMap((words) => words || []);
}
