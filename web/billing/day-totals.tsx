import { Paper, SimpleGrid, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { DayClose } from "../api/money-types.ts";
import { useDesk } from "../shell/desk.tsx";

/** What came in on the whole, how much of it is cash, and what was let go; for each currency. */
export function DayTotals({ day }: { day: DayClose }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const figures = day.totals.flatMap(({ currency, net_minor, cash_minor, waived_minor }) => [
    { label: t("dayClose.net"), amount: formats.money(net_minor, currency) },
    { label: t("dayClose.cash"), amount: formats.money(cash_minor, currency) },
    { label: t("dayClose.waived"), amount: formats.money(waived_minor, currency) },
  ]);
  return (
    <SimpleGrid component="dl" cols={{ base: 1, xs: 3 }} spacing="md" m={0}>
      {figures.map(({ label, amount }) => (
        <Paper key={`${label} ${amount}`} p="md">
          <Text component="dt" size="sm" c="var(--quiet-text)">
            {label}
          </Text>
          <Text component="dd" m={0} fz="xl" fw={700} className="number">
            {amount}
          </Text>
        </Paper>
      ))}
    </SimpleGrid>
  );
}
