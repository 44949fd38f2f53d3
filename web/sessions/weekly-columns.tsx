import { useTranslation } from "react-i18next";
import type { SessionRule } from "../api/types.ts";
import type { Column } from "../parts/record-rows.tsx";
import { useDesk } from "../shell/desk.tsx";

/** What the table of weekly sessions says of each. */
export function useWeeklyColumns(): Column<SessionRule>[] {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const validity = ({ valid_from: from, valid_to: to }: SessionRule) =>
    from || to ? t("hours.range", { from: from ? formats.date(from) : "", to: to ? formats.date(to) : "" }) : "";
  return [
    {
      label: t("weekly.time"),
      cell: (rule) => (
        <>
          <span className="number nowrap">
            {t("hours.range", { from: formats.clock(rule.start_local), to: formats.clock(rule.end_local) })}
          </span>
          {validity(rule) && <div className="quiet">{validity(rule)}</div>}
        </>
      ),
    },
    { label: t("booking.service"), cell: ({ service_name }) => <bdi>{service_name}</bdi> },
    {
      label: t("weekly.beds"),
      cell: ({ bed_ids: beds }) => t("weekly.bedCount", { count: beds.length, number: formats.number(beds.length) }),
    },
    {
      label: t("weekly.begins"),
      cell: ({ start_every_minutes: pace }) =>
        pace > 0 ? t("weekly.apart", { minutes: formats.minutes(pace) }) : t("weekly.atOnce"),
    },
    { label: t("weekly.supervisor"), cell: ({ practitioner_name: name }) => (name ? <bdi>{name}</bdi> : "–") },
  ];
}
