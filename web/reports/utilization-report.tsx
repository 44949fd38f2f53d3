import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { dayQueries } from "../api/day-queries.ts";
import type { Utilization } from "../api/types.ts";
import { Loaded, Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { barOption } from "./bar-option.ts";
import type { ChartStyle } from "./chart.tsx";
import { type Column, numberColumn, textColumn } from "./figures.ts";
import { ChartAndTable, heightOf, type Range } from "./report.tsx";
import { UtilizationByDay } from "./utilization-by-day.tsx";

type Resource = Utilization["resources"][number];

/** How much of their time people, rooms and devices were booked for, and worked. */
export function UtilizationReport({ range }: { range: Range }) {
  const { t } = useTranslation();
  const report = useQuery(dayQueries.utilization(range));
  return (
    <Loaded
      query={report}
      empty={({ resources }) => resources.length === 0 && <Nothing title={t("reports.nothing")} />}
    >
      {(figures) => (
        <Stack gap="md">
          <ByResource figures={figures} />
          <UtilizationByDay figures={figures} />
        </Stack>
      )}
    </Loaded>
  );
}

function ByResource({ figures }: { figures: Utilization }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { resources } = figures;
  const draw = useMemo(() => {
    const of = (key: "working_minutes" | "booked_minutes" | "worked_minutes") => resources.map((row) => row[key]);
    const series = [
      { name: t("reports.columns.working"), values: of("working_minutes") },
      { name: t("reports.columns.booked"), values: of("booked_minutes") },
      { name: t("reports.columns.worked"), values: of("worked_minutes") },
    ];
    const categories = resources.map(({ name }) => name);
    return (style: ChartStyle) => barOption({ categories, series, write: formats.hours, lying: true }, style);
  }, [resources, formats, t]);
  const columns: Column<Resource>[] = [
    textColumn(t("reports.columns.resource"), ({ name }) => name),
    textColumn(t("reports.columns.kind"), ({ kind }) => t(`resources.kinds.${kind}`, { defaultValue: kind })),
    numberColumn(t("reports.columns.working"), (row) => row.working_minutes, formats.hours),
    numberColumn(t("reports.columns.booked"), (row) => row.booked_minutes, formats.hours),
    numberColumn(t("reports.columns.worked"), (row) => row.worked_minutes, formats.hours),
    numberColumn(
      t("reports.columns.bookedShare"),
      (row) => row.booked_share,
      (share) => formats.percent(Math.round(share * 1_000) * 10),
    ),
  ];
  return (
    <ChartAndTable
      title={t("reports.byResource")}
      fileName={`utilization-${figures.from}-${figures.to}.csv`}
      columns={columns}
      rows={resources}
      height={heightOf(resources.length * 1.8)}
      draw={draw}
    />
  );
}
