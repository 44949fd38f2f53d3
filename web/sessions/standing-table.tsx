import { Button, Modal } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { StandingAdmission } from "../api/types.ts";
import { EndStandingForm } from "../forms/end-standing-form.tsx";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { Pages } from "../parts/pages.tsx";
import { Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { useRuleName } from "./rule-names.ts";

/** Standing patients. */
export function StandingTable({ show }: { show: (id: string) => void }) {
  const { t } = useTranslation();
  const standing = useInfiniteQuery(queries.standingAdmissions());
  const [ending, end] = useState<StandingAdmission | null>(null);
  const labels = [
    t("booking.steps.patient"),
    t("standing.sessions"),
    t("standing.bed"),
    t("standing.from"),
    t("standing.until"),
  ];
  return (
    <>
      <Pages query={standing} none={<Nothing title={t("standing.none")} hint={t("standing.noneHint")} />}>
        {(items) => (
          <CardTable label={t("board.tabs.standing")} labels={labels} withActions>
            <CardRows>
              {items.map((one) => (
                <Row key={one.id} standing={one} labels={labels} show={() => show(one.id)} end={() => end(one)} />
              ))}
            </CardRows>
          </CardTable>
        )}
      </Pages>
      <Modal
        opened={ending !== null}
        onClose={() => end(null)}
        title={t("standing.endTitle")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {ending && <EndStandingForm standing={ending} done={() => end(null)} />}
      </Modal>
    </>
  );
}

interface RowProps {
  standing: StandingAdmission;
  labels: string[];
  show: () => void;
  end: () => void;
}

function Row({ standing, labels, show, end }: RowProps) {
  const { formats, may, today } = useDesk();
  const { t } = useTranslation();
  const nameOf = useRuleName();
  const beds = useQuery(queries.resources()).data ?? [];
  const { patient_name: name, patient_id: patientId, ends_on: until } = standing;
  const over = until !== null && until < today;
  return (
    <CardRow>
      <CardName>
        <AnchorLink to={page.patient} params={{ patientId }}>
          <bdi>{name}</bdi>
        </AnchorLink>
      </CardName>
      <CardCell label={labels[1]}>{formats.line(standing.sessions.map(nameOf))}</CardCell>
      <CardCell label={labels[2]}>
        <bdi>{beds.find(({ id }) => id === standing.bed_id)?.name ?? t("standing.anyBed")}</bdi>
      </CardCell>
      <CardCell label={labels[3]} className="nowrap">
        {formats.date(standing.starts_on)}
      </CardCell>
      <CardCell label={labels[4]}>{until ? formats.date(until) : t("standing.openEnd")}</CardCell>
      <CardActions>
        <Button variant="default" aria-label={t("standing.showOf", { name })} onClick={show}>
          {t("standing.show")}
        </Button>
        {!over && may("endStandingAdmission") && (
          <Button variant="default" aria-label={t("standing.endOf", { name })} onClick={end}>
            {t("standing.end")}
          </Button>
        )}
      </CardActions>
    </CardRow>
  );
}
