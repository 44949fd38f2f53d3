import { Button, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DayHistory, PastStanding, Standing } from "../api/types.ts";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { Nothing } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { shownStatus, sinceThen } from "./since.ts";

interface DayTableProps {
  history: DayHistory;
  open: (one: Standing) => void;
}

/** Who was on the day then, and who came later. */
export function DayTable({ history: { items, later }, open }: DayTableProps) {
  const { t } = useTranslation();
  const columns = ["patient", "time", "service", "practitioner", "number", "then", "since"] as const;
  const group = (title: string, rows: ReactNode[]) => rows.length > 0 && <CardRows title={title}>{rows}</CardRows>;
  if (items.length + later.length === 0) return <Nothing title={t("history.nobody")} />;
  return (
    <>
      {items.length === 0 && <Nothing title={t("history.nobodyThen")} />}
      <CardTable
        label={t("nav.dayHistory")}
        labels={columns.map((column) => t(`history.columns.${column}`))}
        className="day-history"
        withActions
      >
        {group(
          t("history.columns.then"),
          items.map((one) => <Row key={one.id} one={one} since={<Since then={one} />} open={open} />),
        )}
        {group(
          t("history.later"),
          later.map((one) => <Row key={one.id} one={one} since={<Now one={one} />} isLater open={open} />),
        )}
      </CardTable>
    </>
  );
}

interface RowProps extends Pick<DayTableProps, "open"> {
  one: Standing;
  since: ReactNode;
  /** Was not there yet. */
  isLater?: boolean;
}

function Row({ one, since, isLater = false, open }: RowProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const cell = (column: string, content: ReactNode) => (
    <CardCell label={t(`history.columns.${column}`)}>
      <div>{content}</div>
    </CardCell>
  );
  return (
    <CardRow>
      <CardName>
        <bdi>{one.patient_name}</bdi>
      </CardName>
      {cell(
        "time",
        one.starts_at && one.ends_at ? formats.timeRange(one.starts_at, one.ends_at) : t("queue.walkInMark"),
      )}
      {cell("service", <bdi>{one.service_name}</bdi>)}
      {cell("practitioner", <bdi>{one.practitioner_name ?? "–"}</bdi>)}
      {cell("number", one.queue_number === null ? "–" : formats.number(one.queue_number))}
      {cell("then", isLater ? "–" : <Now one={one} />)}
      {cell("since", since)}
      <CardActions>
        <Button variant="default" aria-label={t("history.of", { name: one.patient_name })} onClick={() => open(one)}>
          {t("history.open")}
        </Button>
      </CardActions>
    </CardRow>
  );
}

function Now({ one }: { one: Standing }) {
  const shown = shownStatus(one);
  return shown ? <StatusBadge {...shown} /> : "–";
}

function Since({ then }: { then: PastStanding }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const { now } = then;
  const { status, isMoved, practitioner } = sinceThen(then);
  const to = now.starts_at && formats.line([formats.date(now.service_date), formats.time(now.starts_at)]);
  if (!status && !isMoved && !practitioner) return t("history.same");
  return (
    <>
      {status && <StatusBadge {...status} />}
      {isMoved && to && <Text size="sm">{t("history.movedTo", { to })}</Text>}
      {practitioner && <Text size="sm">{t("history.nowWith", { name: practitioner })}</Text>}
    </>
  );
}
