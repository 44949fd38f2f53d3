import { SimpleGrid, Stack, Switch, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import type { WhenValues } from "./when-values.ts";

interface WhenFieldsProps {
  values: WhenValues;
  /** What is wrong with the beginning and with the end. */
  errors: { from?: ReactNode; to?: ReactNode };
  change: (part: Partial<WhenValues>) => void;
}

/** Whole dates, or from one date and time to another. */
export function WhenFields({ values, errors, change }: WhenFieldsProps) {
  const { t } = useTranslation();
  const { whole_days: wholeDays, from_date, from_time, to_date, to_time } = values;
  // Somebody who moves the beginning past the end means another day, and not a time that ends before it begins.
  const begin = (date: string | null) =>
    change({ from_date: date, ...(date && to_date && to_date < date && { to_date: date }) });
  return (
    <Stack gap="sm">
      <Switch
        label={t("exceptions.wholeDays")}
        checked={wholeDays}
        onChange={(event) => change({ whole_days: event.currentTarget.checked })}
      />
      <SimpleGrid cols={2} spacing="sm">
        <DateField
          label={t(wholeDays ? "exceptions.firstDay" : "hours.from")}
          clearable={false}
          value={from_date}
          onChange={begin}
          error={errors.from}
        />
        {!wholeDays && (
          <TextInput
            type="time"
            label={t("exceptions.at")}
            value={from_time}
            onChange={(event) => change({ from_time: event.currentTarget.value })}
          />
        )}
        <DateField
          label={t(wholeDays ? "exceptions.lastDay" : "hours.to")}
          clearable={false}
          value={to_date}
          onChange={(date) => change({ to_date: date })}
          error={errors.to}
        />
        {!wholeDays && (
          <TextInput
            type="time"
            label={t("exceptions.until")}
            value={to_time}
            onChange={(event) => change({ to_time: event.currentTarget.value })}
          />
        )}
      </SimpleGrid>
    </Stack>
  );
}
