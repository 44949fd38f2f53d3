import { Badge, Button, Checkbox, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Holiday } from "../api/types.ts";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
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
    <CardTable
      labels={(["name", "day", "kind", "state"] as const).map((column) => t(`holidays.${column}`))}
      tickAll={<TickAll label={t("holidays.selectAll")} keys={keys} chosen={chosen} choose={choose} />}
      withActions
      striped
    >
      <CardRows>
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
      </CardRows>
    </CardTable>
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
    <CardRow>
      <CardCell>
        {mayClose && <Checkbox aria-label={t("holidays.select", { name })} checked={ticked} onChange={tick} />}
      </CardCell>
      <CardName>
        <bdi>{name}</bdi>
        {other !== name && (
          <Text size="xs" c="var(--quiet-text)">
            <bdi>{other}</bdi>
          </Text>
        )}
      </CardName>
      <CardCell label={t("holidays.day")}>
        <HolidayDays holiday={holiday} />
      </CardCell>
      <CardCell label={t("holidays.kind")}>{t(`holidays.kinds.${kind}`)}</CardCell>
      <CardCell label={t("holidays.state")}>
        {closure && (
          <Badge bg="var(--fill)" c="var(--ink)" className="status-badge is-held">
            {t("holidays.closed")}
          </Badge>
        )}
      </CardCell>
      <CardActions>
        {closure && may("deleteScheduleException") && (
          <Button
            variant="default"
            aria-label={t("holidays.takeBackNamed", { name })}
            onClick={() => takeBack(closure)}
          >
            {t("action.takeBack")}
          </Button>
        )}
      </CardActions>
    </CardRow>
  );
}

/** The date with its weekday, or the first and the last one. */
export function HolidayDays({ holiday }: { holiday: Holiday }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (holiday.days === 1) return formats.day(holiday.date);
  return t("hours.range", { from: formats.day(holiday.date), to: formats.day(lastDayOf(holiday)) });
}
