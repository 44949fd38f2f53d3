import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { WaitlistEntry } from "../api/types.ts";
import { CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { Pages } from "../parts/pages.tsx";
import { Nothing } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { useWording } from "./placement-reasons.tsx";
import { wishesText } from "./wishes-text.ts";

/** Who waits, in the order in which freed time is offered. */
export function WaitingTable() {
  const clinic = useClinic();
  const { t } = useTranslation();
  const waiting = useInfiniteQuery(queries.waitlist(clinic.id));
  const labels = [
    t("booking.steps.patient"),
    t("booking.service"),
    t("wishes.title"),
    t("waitlist.since"),
    t("waitlist.offersSoFar"),
  ];
  return (
    <Pages query={waiting} none={<Nothing title={t("waitlist.nobody")} hint={t("waitlist.nobodyHint")} />}>
      {(items) => (
        <CardTable label={t("waitlist.waiting")} labels={labels} withTableBorder={false}>
          <CardRows>
            {items.map((entry, index) => (
              <Row key={entry.id} entry={entry} place={index + 1} labels={labels} />
            ))}
          </CardRows>
        </CardTable>
      )}
    </Pages>
  );
}

function Row({ entry, place, labels }: { entry: WaitlistEntry; place: number; labels: string[] }) {
  const clinic = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const wording = useWording(clinic.timezone);
  return (
    <CardRow>
      <CardName>
        <span className="number">{t("waitlist.place", { number: formats.number(place) })}</span>{" "}
        <AnchorLink to={page.course} params={{ patientId: entry.patient_id }}>
          <bdi>{entry.patient_name}</bdi>
        </AnchorLink>
        {entry.earlier && entry.status === "scheduled" && (
          <Text size="sm" fw={400}>
            {t("waitlist.earlier")}
          </Text>
        )}
        {entry.priority > 0 && (
          <Text size="sm" fw={400}>
            {t("waitlist.priority", { number: formats.number(entry.priority) })}
          </Text>
        )}
      </CardName>
      <CardCell label={labels[1]}>
        <bdi>{entry.service_name}</bdi>
      </CardCell>
      <CardCell label={labels[2]}>
        <Text size="sm">{formats.line(wishesText(entry, wording))}</Text>
      </CardCell>
      <CardCell label={labels[3]} className="nowrap">
        {formats.moment(entry.waiting_since)}
      </CardCell>
      <CardCell label={labels[4]} className="number">
        {formats.number(entry.offers)}
      </CardCell>
    </CardRow>
  );
}
