import { Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { WaitlistOpening } from "../api/types.ts";
import { Pages } from "../parts/pages.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import "./session-list.css";

/** Time that became free, and of each one who waits why it was offered to them or why not. */
export function OpeningList() {
  const clinic = useClinic();
  const { t } = useTranslation();
  const openings = useInfiniteQuery(queries.openings(clinic.id));
  return (
    <Pages query={openings} none={<Text size="sm">{t("waitlist.noOpenings")}</Text>}>
      {(items) => (
        <ul className="plain-list session-list" aria-label={t("waitlist.openings")}>
          {items.map((opening) => (
            <Opening key={opening.id} opening={opening} />
          ))}
        </ul>
      )}
    </Pages>
  );
}

function Opening({ opening }: { opening: WaitlistOpening }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { considered, others } = opening;
  const number = formats.number(others.reduce((sum, { count }) => sum + count, considered.length));
  const time = formats.moment(opening.starts_at);
  return (
    <li className="session-item">
      <Group justify="space-between" wrap="nowrap" align="start">
        <div>
          <Text fw={600}>{time}</Text>
          {opening.practitioner_name && (
            <Text size="sm">
              <bdi>{opening.practitioner_name}</bdi>
            </Text>
          )}
        </div>
        <StatusBadge of="opening" status={opening.status} />
      </Group>
      {considered.length > 0 && (
        <details className="session-why">
          <summary aria-label={t("waitlist.consideredFor", { time, number })}>
            {t("waitlist.considered", { number })}
          </summary>
          <ul className="plain-list">
            {considered.map(({ request_id: id, patient_name: name, outcome }) => (
              <li key={id}>
                <Text size="sm">
                  {t("matching.remark.of", {
                    name: `\u2068${name}\u2069`,
                    reason: t(`waitlist.outcome.${outcome}`),
                  })}
                </Text>
              </li>
            ))}
            {others.map(({ outcome, count }) => (
              <li key={outcome}>
                <Text size="sm" c="var(--quiet-text)">
                  {t("waitlist.others", {
                    number: formats.number(count),
                    reason: t(`waitlist.outcome.${outcome}`),
                  })}
                </Text>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
