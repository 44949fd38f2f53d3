import { Badge, Button, Checkbox, Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Holiday } from "../api/types.ts";
import { TickAll, toggled } from "../parts/ticks.tsx";
import { useDesk } from "../shell/desk.tsx";
import { holidayKey, lastDayOf } from "./holiday-closures.ts";

interface HolidayTableProps {
  holidays: Holiday[];
  /** Keys of those that are ticked. */
  chosen: ReadonlySet<string>;
  choose: (keys: ReadonlySet<string>) => void;
  takeBack: (exceptionId: string) => void;
}

/** Holidays in the order of the year. Those that are over or confirmed cannot be ticked. */
export function HolidayTable({ holidays, chosen, choose, takeBack }: HolidayTableProps) {
  const { t } = useTranslation();
  const { may, today } = useDesk();
  const mayClose = (one: Holiday) =>
    may("createScheduleException") && one.schedule_exception_id === null && lastDayOf(one) >= today;
  const keys = holidays.filter(mayClose).map(holidayKey);
  return (
    <Table role="table" className="records ticked" verticalSpacing="sm" withTableBorder striped>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          <Table.Td role="cell">
            <TickAll label={t("holidays.selectAll")} keys={keys} chosen={chosen} choose={choose} />
          </Table.Td>
          {(["name", "day", "kind", "state"] as const).map((column) => (
            <Table.Th key={column} role="columnheader">
              {t(`holidays.${column}`)}
            </Table.Th>
          ))}
          <Table.Td role="cell" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody role="rowgroup">
        {holidays.map((holiday) => (
          <Row
            key={holidayKey(holiday)}
            holiday={holiday}
            mayClose={mayClose(holiday)}
            ticked={chosen.has(holidayKey(holiday))}
            tick={() => choose(toggled(chosen, holidayKey(holiday)))}
            takeBack={takeBack}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface RowProps extends Pick<HolidayTableProps, "takeBack"> {
  holiday: Holiday;
  mayClose: boolean;
  ticked: boolean;
  tick: () => void;
}

function Row({ holiday, mayClose, ticked, tick, takeBack }: RowProps) {
  const { t, i18n } = useTranslation();
  const { may } = useDesk();
  const { names, kind, schedule_exception_id: closure } = holiday;
  const [name, other] = i18n.language === "en" ? [names.en, names.local] : [names.local, names.en];
  return (
    <Table.Tr role="row">
      <Table.Td role="cell">
        {mayClose && <Checkbox aria-label={t("holidays.select", { name })} checked={ticked} onChange={tick} />}
      </Table.Td>
      <Table.Th role="rowheader" scope="row">
        <bdi>{name}</bdi>
        {other !== name && (
          <Text size="xs" c="var(--quiet-text)">
            <bdi>{other}</bdi>
          </Text>
        )}
      </Table.Th>
      <Table.Td role="cell" data-label={t("holidays.day")}>
        <HolidayDays holiday={holiday} />
      </Table.Td>
      <Table.Td role="cell" data-label={t("holidays.kind")}>
        {t(`holidays.kinds.${kind}`)}
      </Table.Td>
      <Table.Td role="cell" data-label={t("holidays.state")}>
        {closure && (
          <Badge bg="var(--fill)" c="var(--ink)" className="status-badge is-held">
            {t("holidays.closed")}
          </Badge>
        )}
      </Table.Td>
      <Table.Td role="cell" className="row-actions">
        {closure && may("deleteScheduleException") && (
          <Button
            variant="default"
            aria-label={t("holidays.takeBackNamed", { name })}
            onClick={() => takeBack(closure)}
          >
            {t("action.takeBack")}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** The date with its weekday, or the first and the last one. */
export function HolidayDays({ holiday }: { holiday: Holiday }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (holiday.days === 1) return formats.day(holiday.date);
  return t("hours.range", { from: formats.day(holiday.date), to: formats.day(lastDayOf(holiday)) });
}
