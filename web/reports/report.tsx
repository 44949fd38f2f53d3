import { Card, Text } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { Section } from "../parts/section.tsx";
import { Chart, type ChartOption, type ChartStyle } from "./chart.tsx";
import { FigureTable } from "./figure-table.tsx";
import type { Column } from "./figures.ts";
import { useTranslation } from "react-i18next";

/** What a report is asked about. */
export interface Range {
  clinic_id: string;
  from: string;
  /** The date after the last one. */
  to: string;
}

interface ChartAndTableProps<Row> {
  title: string;
  fileName: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  height: number;
  draw: (style: ChartStyle) => ChartOption;
}

/** The same figures twice: to be seen at a glance, and to be read one by one. */
export function ChartAndTable<Row>({ title, fileName, columns, rows, height, draw }: ChartAndTableProps<Row>) {
  const { t } = useTranslation();
  return (
    <Section title={title}>
      <div className="chart-and-table">
        <Chart description={t("reports.chart", { title })} height={height} draw={draw} />
        <div>
          <FigureTable caption={title} fileName={fileName} columns={columns} rows={rows} />
        </div>
      </div>
    </Section>
  );
}

/** One figure of the whole range. */
export function Total({ label, children }: { label: string; children: ReactNode }) {
  const id = useId();
  return (
    <Card role="group" aria-labelledby={id} padding="sm">
      <Text id={id} size="sm" c="var(--quiet-text)" fw={500}>
        {label}
      </Text>
      <Text fz="1.75rem" fw={700} lh={1.2} className="number">
        {children}
      </Text>
    </Card>
  );
}

/** As many points as lying bars need. */
export const heightOf = (bars: number): number => 72 + bars * 36;
