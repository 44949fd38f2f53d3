import { Group, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { patientQueries } from "../api/patient-queries.ts";
import { useDesk } from "../shell/desk.tsx";

/** What a patient owes and has paid, currency by currency. */
export function Balance({ patientId }: { patientId: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(patientQueries.history(patientId, "payment"));
  const balance = data?.pages[0]?.balance ?? [];
  return (
    <Group gap="xl" mb="sm">
      {balance.map(({ currency, due_minor: due, paid_minor: paid }) => (
        <Group key={currency} gap="md">
          <Text fw={600} c={due > 0 ? "var(--mantine-color-error)" : "var(--quiet-text)"}>
            {t("patientRecord.due", { amount: formats.money(due, currency) })}
          </Text>
          <Text c="var(--quiet-text)">{t("patientRecord.paid", { amount: formats.money(paid, currency) })}</Text>
        </Group>
      ))}
    </Group>
  );
}
