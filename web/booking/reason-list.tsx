import { List } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { reasonText } from "../api/problem.ts";
import type { Reason } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";

interface ReasonListProps {
  reasons: readonly Reason[];
  /** The start that is asked about: an end on the same date is told by its time alone. */
  startsAt: string;
  zone: string;
}

/** Each reason in words: whose it is, what it is, and when it ends. */
export function ReasonList({ reasons, startsAt, zone }: ReasonListProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(zone);
  const endOf = (until: string) =>
    dateIn(until, zone) === dateIn(startsAt, zone) ? formats.time(until) : formats.moment(until);
  const said = new Set(reasons.map((reason) => sentence(reason, endOf, t)));
  return (
    <List size="sm" spacing={4}>
      {[...said].map((words) => (
        <List.Item key={words}>{words}</List.Item>
      ))}
    </List>
  );
}

function sentence(reason: Reason, endOf: (until: string) => string, t: TFunction): string {
  const words = reasonText(reason, t);
  const ending = reason.until ? t("whyNot.until", { reason: words, time: endOf(reason.until) }) : words;
  return reason.resource_name
    ? t("whyNot.of", { name: `\u2068${reason.resource_name}\u2069`, reason: ending })
    : ending;
}
