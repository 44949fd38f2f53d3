import { Text } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { WaitingTimes } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { barOption } from "./bar-option.ts";
import { Chart, type ChartStyle } from "./chart.tsx";
import { FigureTable } from "./figure-table.tsx";
import { numberColumn, textColumn } from "./figures.ts";

interface CalibrationProps {
  figures: WaitingTimes["calibration"];
  fileName: string;
}

interface Row {
  name: string;
  patients: number;
}

/** What patients were told on joining the queue, held against what came. */
export function Calibration({ figures, fileName }: CalibrationProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { told, sooner, inside, later, inside_share } = figures;
  const rows = useMemo<Row[]>(
    () => [
      { name: t("reports.outcomes.sooner"), patients: sooner },
      { name: t("reports.outcomes.inside"), patients: inside },
      { name: t("reports.outcomes.later"), patients: later },
    ],
    [t, sooner, inside, later],
  );
  const draw = useMemo(() => {
    const series = [{ name: t("reports.columns.patients"), values: rows.map(({ patients }) => patients) }];
    const categories = rows.map(({ name }) => name);
    return (style: ChartStyle) => barOption({ categories, series, write: formats.number, lying: true }, style);
  }, [rows, formats, t]);
  return (
    <>
      <Text mb="sm">
        {t("reports.calibrationText", {
          share: formats.percent((inside_share ?? 0) * 10_000),
          told: formats.number(told),
        })}
      </Text>
      <div className="chart-and-table">
        <Chart description={t("reports.chart", { title: t("reports.calibration") })} height={170} draw={draw} />
        <div>
          <FigureTable
            caption={t("reports.calibration")}
            fileName={fileName}
            rows={rows}
            columns={[
              textColumn<Row>(t("reports.columns.outcome"), ({ name }) => name),
              numberColumn<Row>(t("reports.columns.patients"), ({ patients }) => patients, formats.number),
              numberColumn<Row>(
                t("reports.columns.patientShare"),
                ({ patients }) => patients / told,
                (share) => formats.percent(share * 10_000),
              ),
            ]}
          />
        </div>
      </div>
    </>
  );
}
