import { Button, Table, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { DayHistory, PastStanding, Standing } from "../api/types.ts";
import { Nothing } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { shownStatus, sinceThen } from "./since.ts";

interface DayTableProps {
  history: DayHistory;
  open: (one: Standing) => void;
}

/** Who was on the day then, and who came later. The roles are written out because a phone shows the rows as cards. */
export function DayTable({ history: { items, later }, open }: DayTableProps) {
  const { t } = useTranslation();
  const columns = ["patient", "time", "service", "practitioner", "number", "then", "since"] as const;
  const group = (title: string, rows: ReactNode[]) =>
    rows.length > 0 && (
      <Table.Tbody role="rowgroup">
        <Table.Tr role="row" className="record-group">
          <Table.Th role="rowheader" scope="rowgroup" colSpan={columns.length + 1}>
            {title}
          </Table.Th>
        </Table.Tr>
        {rows}
      </Table.Tbody>
    );
  if (items.length + later.length === 0) return <Nothing title={t("history.nobody")} />;
  return (
    <>
      {items.length === 0 && <Nothing title={t("history.nobodyThen")} />}
      <Table
        role="table"
        className="records day-history"
        verticalSpacing="sm"
        withTableBorder
        aria-label={t("nav.dayHistory")}
      >
        <Table.Thead role="rowgroup">
          <Table.Tr role="row">
            {columns.map((column) => (
              <Table.Th key={column} role="columnheader">
                {t(`history.columns.${column}`)}
              </Table.Th>
            ))}
            <Table.Td role="cell" />
          </Table.Tr>
        </Table.Thead>
        {group(
          t("history.columns.then"),
          items.map((one) => <Row key={one.id} one={one} since={<Since then={one} />} open={open} />),
        )}
        {group(
          t("history.later"),
          later.map((one) => <Row key={one.id} one={one} since={<Now one={one} />} isLater open={open} />),
        )}
      </Table>
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
    <Table.Td role="cell" data-label={t(`history.columns.${column}`)}>
      <div>{content}</div>
    </Table.Td>
  );
  return (
    <Table.Tr role="row">
      <Table.Th role="rowheader" scope="row">
        <bdi>{one.patient_name}</bdi>
      </Table.Th>
      {cell(
        "time",
        one.starts_at && one.ends_at ? formats.timeRange(one.starts_at, one.ends_at) : t("queue.walkInMark"),
      )}
      {cell("service", <bdi>{one.service_name}</bdi>)}
      {cell("practitioner", <bdi>{one.practitioner_name ?? "–"}</bdi>)}
      {cell("number", one.queue_number === null ? "–" : formats.number(one.queue_number))}
      {cell("then", isLater ? "–" : <Now one={one} />)}
      {cell("since", since)}
      <Table.Td role="cell" className="row-actions">
        <Button variant="default" aria-label={t("history.of", { name: one.patient_name })} onClick={() => open(one)}>
          {t("history.open")}
        </Button>
      </Table.Td>
    </Table.Tr>
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
