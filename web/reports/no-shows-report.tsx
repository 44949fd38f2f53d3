import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { dayQueries } from "../api/day-queries.ts";
import type { NoShows } from "../api/types.ts";
import { Loaded, Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { barOption } from "./bar-option.ts";
import type { ChartStyle } from "./chart.tsx";
import { none, numberColumn, textColumn } from "./figures.ts";
import { ChartAndTable, heightOf, type Range, Total } from "./report.tsx";

/** Who did not come: for which services, on which days, and how long before they had booked. */
export function NoShowsReport({ range }: { range: Range }) {
  const { t } = useTranslation();
  const report = useQuery(dayQueries.noShows(range));
  return (
    <Loaded query={report} empty={({ appointments }) => appointments === 0 && <Nothing title={t("reports.nothing")} />}>
      {(figures) => <Missed figures={figures} />}
    </Loaded>
  );
}

function Missed({ figures }: { figures: NoShows }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { no_show_share: share } = figures;
  const named = <Item extends { name: string | null }>(rows: Item[]) =>
    rows.map((row) => ({ ...row, name: row.name ?? t("reports.anybody") }));
  const file = (what: string) => `no-shows-${what}-${figures.from}-${figures.to}.csv`;
  const parts = [
    {
      of: "weekday",
      title: t("reports.byWeekday"),
      rows: figures.by_weekday.map((row) => ({ ...row, name: formats.weekday(row.weekday) })),
    },
    {
      of: "leadTime",
      title: t("reports.byLeadTime"),
      rows: figures.by_lead_time.map((row) => ({ ...row, name: t(`reports.leadTimes.${row.lead_time}`) })),
    },
    { of: "service", title: t("reports.byService"), rows: named(figures.by_service) },
    { of: "practitioner", title: t("reports.byPractitioner"), rows: named(figures.by_practitioner) },
  ] as const;
  return (
    <Stack gap="md">
      <div className="totals">
        <Total label={t("reports.columns.appointments")}>{formats.number(figures.appointments)}</Total>
        <Total label={t("reports.columns.noShows")}>{formats.number(figures.no_shows)}</Total>
        <Total label={t("reports.columns.noShowShare")}>
          {share === null ? none : formats.percent(share * 10_000)}
        </Total>
      </div>
      {parts.map(({ of, title, rows }) => (
        <MissedBy
          key={of}
          title={title}
          first={t(`reports.columns.${of}`)}
          fileName={file(fileNames[of])}
          rows={rows}
        />
      ))}
    </Stack>
  );
}

const fileNames = {
  weekday: "by-weekday",
  leadTime: "by-lead-time",
  service: "by-service",
  practitioner: "by-practitioner",
} as const;

type Row = Pick<NoShows, "appointments" | "no_shows" | "no_show_share"> & { name: string };

function MissedBy({ title, first, fileName, rows }: { title: string; first: string; fileName: string; rows: Row[] }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const percent = useMemo(() => (share: number) => formats.percent(Math.round(share * 1_000) * 10), [formats]);
  const draw = useMemo(() => {
    const series = [{ name: t("reports.columns.noShowShare"), values: rows.map(({ no_show_share }) => no_show_share) }];
    const categories = rows.map(({ name }) => name);
    return (style: ChartStyle) => barOption({ categories, series, write: percent, lying: true, most: 1 }, style);
  }, [rows, percent, t]);
  return (
    <ChartAndTable
      title={title}
      fileName={fileName}
      rows={rows}
      height={heightOf(rows.length)}
      draw={draw}
      columns={[
        textColumn<Row>(first, ({ name }) => name),
        numberColumn<Row>(t("reports.columns.appointments"), ({ appointments }) => appointments, formats.number),
        numberColumn<Row>(t("reports.columns.noShows"), ({ no_shows }) => no_shows, formats.number),
        numberColumn<Row>(t("reports.columns.noShowShare"), ({ no_show_share }) => no_show_share, percent),
      ]}
    />
  );
}
