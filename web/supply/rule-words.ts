import { useTranslation } from "react-i18next";
import type { ScheduleRule } from "../api/types.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { useScopeNames } from "./scope-names.ts";
import { timeOf, type Window } from "./wall-minutes.ts";

/** What a window says of itself. */
export interface RuleWords {
  range: (window: Window) => string;
  pause: (pause: { from: number; to: number; label: string | null }) => string;
  /** What distinguishes the window: its scope, slots, lanes, priority and dates. */
  facts: (rule: ScheduleRule) => string[];
}

export function useRuleWords(): RuleWords {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const here = useClinic();
  const names = useScopeNames();
  const range = ({ start_local, end_local }: Window) =>
    t("hours.range", { from: formats.clock(start_local), to: formats.clock(end_local) });
  const validity = ({ valid_from: from, valid_to: to }: ScheduleRule) => {
    if (from && to) return t("hours.range", { from: formats.date(from), to: formats.date(to) });
    if (from) return t("week.since", { date: formats.date(from) });
    return to && t("week.until", { date: formats.date(to) });
  };
  const facts = (rule: ScheduleRule) => [
    rule.label,
    rule.clinic_id !== here.id && names.clinic(rule.clinic_id),
    names.service(rule.service_id),
    names.resource(rule.room_id),
    rule.timezone !== here.timezone && rule.timezone,
    t("week.slots", { length: formats.minutes(rule.slot_minutes) }),
    rule.lanes > 1 && t("week.lanes", { count: rule.lanes, number: formats.number(rule.lanes) }),
    rule.priority > 0 && t("week.priority", { number: formats.number(rule.priority) }),
    validity(rule),
  ];
  return {
    range,
    pause: ({ from, to, label }) =>
      `${label ?? t("week.break")} ${range({ start_local: timeOf(from), end_local: timeOf(to) })}`,
    facts: (rule) => facts(rule).flatMap((fact) => fact || []),
  };
}
