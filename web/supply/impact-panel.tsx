import { Alert, Group, Stack, Table, Text } from "@mantine/core";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { reasonText } from "../api/problem.ts";
import type { Impact } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";

const kinds = ["added", "removed", "blocked", "unchanged"] as const;

/** What a change of rules, exceptions or time off would do: whom it strands, and what becomes of the slots. */
export function ImpactPanel({ impact }: { impact: Impact }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const count = impact.stranded.length;
  const Icon = count > 0 ? TriangleAlert : CircleCheck;
  return (
    <Stack gap="sm">
      <Alert
        role="status"
        color={count > 0 ? "orange" : "green"}
        icon={<Icon size={20} aria-hidden />}
        title={count > 0 ? t("impact.stranded", { count, number: formats.number(count) }) : t("impact.strandsNobody")}
      >
        {count > 0 && t("impact.strandedHint")}
      </Alert>
      {count > 0 && <StrandedTable stranded={impact.stranded} />}
      <Group component="ul" gap="lg" className="plain-list" aria-label={t("impact.slots")}>
        {kinds.map((kind) => (
          <Text component="li" size="sm" key={kind} c={impact.slots[kind] === 0 ? "var(--quiet-text)" : ""}>
            {t(`hours.slots.${kind}`, { number: formats.number(impact.slots[kind]) })}
          </Text>
        ))}
      </Group>
    </Stack>
  );
}

function StrandedTable({ stranded }: Pick<Impact, "stranded">) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  return (
    <Table.ScrollContainer minWidth={460} maxHeight={280} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table withTableBorder striped aria-label={t("impact.appointments")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("impact.time")}</Table.Th>
            <Table.Th>{t("impact.patient")}</Table.Th>
            <Table.Th>{t("impact.why")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stranded.map((appointment) => (
            <Table.Tr key={appointment.appointment_id}>
              <Table.Td className="number">
                {formats.moment(appointment.starts_at)}
                <Text size="xs" c="var(--quiet-text)">
                  <bdi>{appointment.booking_id}</bdi>
                </Text>
              </Table.Td>
              <Table.Th scope="row">
                <bdi>{appointment.patient_name}</bdi>
                <Text size="xs" c="var(--quiet-text)">
                  <bdi>{appointment.service_name}</bdi>
                </Text>
              </Table.Th>
              <Table.Td>
                {[...new Set(appointment.reasons.map((reason) => reasonText(reason, t)))].map((text) => (
                  <Text size="sm" key={text}>
                    {text}
                  </Text>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
