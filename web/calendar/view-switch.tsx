import { SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ColumnView } from "./grid-events.ts";

const views = ["people", "things"] as const satisfies ColumnView[];

/** Whether the columns are those who treat, or the rooms and things. */
export function ViewSwitch({ view, choose }: { view: ColumnView; choose: (view: ColumnView) => void }) {
  const { t } = useTranslation();
  return (
    <SegmentedControl
      aria-label={t("calendar.columns")}
      data={views.map((value) => ({ value, label: t(`calendar.views.${value}`) }))}
      value={view}
      onChange={choose}
    />
  );
}
