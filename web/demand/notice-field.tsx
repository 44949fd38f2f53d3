import { Group, NumberInput, Select } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface NoticeFieldProps {
  label: string;
  /** In minutes. */
  value?: number | "";
  onChange?: (minutes: number | "") => void;
  error?: ReactNode;
}

const units = { minutes: 1, hours: 60, days: 1440 } as const;
type Unit = keyof typeof units;

/** The largest unit that says it in a whole number. */
const unitOf = (minutes: number): Unit =>
  (["days", "hours"] as const).find((unit) => minutes > 0 && minutes % units[unit] === 0) ?? "minutes";

/** A stretch of time in minutes, hours or days, whichever reads best. */
export function NoticeField({ label, value = 0, onChange, error }: NoticeFieldProps) {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<Unit>(() => unitOf(Number(value)));
  const amount = value === "" ? "" : value / units[unit];
  const change = (typed: number | string, by: Unit) =>
    onChange?.(typed === "" ? "" : Math.round(Number(typed) * units[by]));
  const choose = (chosen: string | null) => {
    const by = (chosen ?? "minutes") as Unit;
    setUnit(by);
    change(amount, by);
  };
  return (
    <Group gap="xs" align="start" wrap="nowrap">
      <NumberInput
        className="grow"
        label={label}
        min={0}
        value={amount}
        onChange={(typed) => change(typed, unit)}
        error={error}
      />
      <Select
        w="8rem"
        label={t("services.unit")}
        data={(Object.keys(units) as Unit[]).map((name) => ({ value: name, label: t(`services.units.${name}`) }))}
        value={unit}
        onChange={choose}
      />
    </Group>
  );
}
