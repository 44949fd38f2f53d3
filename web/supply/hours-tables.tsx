import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../parts/section.tsx";
import { HoursTable } from "../people/hours-table.tsx";
import type { Doing, Hours } from "./doing.ts";
import { ExceptionsTable } from "./exceptions-table.tsx";

interface HoursTablesProps extends Hours {
  dates: string[];
  start: (doing: Doing) => void;
}

/** The same as the week, to be read line by line: all weekly windows, and the exceptions of the shown week. */
export function HoursTables({ dates, rules, exceptions, start }: HoursTablesProps) {
  const { t } = useTranslation();
  return (
    <Stack mb="md">
      {rules.length > 0 && (
        <HoursTable
          rules={rules}
          edit={({ id }) => start({ what: "rule", id })}
          remove={({ id }) => start({ what: "deleteRule", id })}
        />
      )}
      <Section title={t("exceptions.ofWeek")}>
        {exceptions.length === 0 ? (
          <Text c="var(--quiet-text)">{t("exceptions.none")}</Text>
        ) : (
          <ExceptionsTable
            exceptions={exceptions}
            edit={({ id }) => start({ what: "exception", id, drawn: { kind: "blocked", date: dates[0]! } })}
            remove={({ id }) => start({ what: "deleteException", id })}
          />
        )}
      </Section>
    </Stack>
  );
}
