import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { dayQueries } from "../api/day-queries.ts";
import type { WaitingTimes } from "../api/types.ts";
import { Section } from "../parts/section.tsx";
import { Loaded, Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import type { Formats } from "../text/formats.ts";
import { barOption } from "./bar-option.ts";
import { Calibration } from "./calibration.tsx";
import { type Column, none, numberColumn, textColumn } from "./figures.ts";
import { ChartAndTable, heightOf, type Range, Total } from "./report.tsx";
import type { ChartStyle } from "./chart.tsx";

type Waits = Pick<WaitingTimes, "visits" | "median_minutes" | "p90_minutes" | "longest_minutes">;

/** How long patients waited to be called, and whether they had been told so. */
export function WaitingReport({ range }: { range: Range }) {
  const { t } = useTranslation();
  const report = useQuery(dayQueries.waitingTimes(range));
  return (
    <Loaded query={report} empty={({ visits }) => visits === 0 && <Nothing title={t("reports.nothing")} />}>
      {(figures) => <Waiting figures={figures} />}
    </Loaded>
  );
}

function Waiting({ figures }: { figures: WaitingTimes }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const minutes = (value: number | null) => (value === null ? none : formats.minutes(value));
  const hours = useMemo(
    () => figures.by_hour.map((row) => ({ ...row, name: formats.clock(`${String(row.hour).padStart(2, "0")}:00`) })),
    [figures, formats],
  );
  const named = (rows: WaitingTimes["by_service"]) =>
    rows.map((row) => ({ ...row, name: row.name ?? t("reports.anybody") }));
  const file = (what: string) => `waiting-times-${what}-${figures.from}-${figures.to}.csv`;
  return (
    <Stack gap="md">
      <div className="totals">
        <Total label={t("reports.columns.visits")}>{formats.number(figures.visits)}</Total>
        <Total label={t("reports.columns.median")}>{minutes(figures.median_minutes)}</Total>
        <Total label={t("reports.columns.p90")}>{minutes(figures.p90_minutes)}</Total>
        <Total label={t("reports.columns.longest")}>{minutes(figures.longest_minutes)}</Total>
      </div>
      <WaitsBy title={t("reports.byHour")} first={t("reports.columns.hour")} fileName={file("by-hour")} rows={hours} />
      <Section title={t("reports.calibration")}>
        {figures.calibration.told === 0 ? (
          <Text c="var(--quiet-text)">{t("reports.calibrationNone")}</Text>
        ) : (
          <Calibration figures={figures.calibration} fileName={file("calibration")} />
        )}
      </Section>
      <WaitsBy
        lying
        title={t("reports.byService")}
        first={t("reports.columns.service")}
        fileName={file("by-service")}
        rows={named(figures.by_service)}
      />
      <WaitsBy
        lying
        title={t("reports.byPractitioner")}
        first={t("reports.columns.practitioner")}
        fileName={file("by-practitioner")}
        rows={named(figures.by_practitioner)}
      />
    </Stack>
  );
}

type Row = Waits & { name: string };

interface WaitsByProps {
  title: string;
  /** What the rows are of. */
  first: string;
  fileName: string;
  rows: Row[];
  lying?: boolean;
}

function WaitsBy({ title, first, fileName, rows, lying = false }: WaitsByProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const draw = useMemo(() => {
    const series = [
      { name: t("reports.columns.median"), values: rows.map(({ median_minutes }) => median_minutes) },
      { name: t("reports.columns.p90"), values: rows.map(({ p90_minutes }) => p90_minutes) },
    ];
    const categories = rows.map(({ name }) => name);
    return (style: ChartStyle) => barOption({ categories, series, write: formats.minutes, lying }, style);
  }, [rows, formats, t, lying]);
  return (
    <ChartAndTable
      title={title}
      fileName={fileName}
      columns={[textColumn(first, ({ name }: Row) => name), ...waitColumns(t, formats)]}
      rows={rows}
      height={lying ? heightOf(rows.length * 1.6) : 280}
      draw={draw}
    />
  );
}

const waitColumns = (t: TFunction, { number, minutes }: Formats): Column<Row>[] => [
  numberColumn(t("reports.columns.visits"), ({ visits }) => visits, number),
  numberColumn(t("reports.columns.median"), ({ median_minutes }) => median_minutes, minutes),
  numberColumn(t("reports.columns.p90"), ({ p90_minutes }) => p90_minutes, minutes),
  numberColumn(t("reports.columns.longest"), ({ longest_minutes }) => longest_minutes, minutes),
];
