import { Alert, Group, Stack, Table, Text } from "@mantine/core";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { reasonText } from "../api/problem.ts";
import type { Impact } from "../api/types.ts";
import { ReplanButton } from "../matching/replan-button.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import { page } from "../urls.ts";

const kinds = ["added", "removed", "blocked", "unchanged"] as const;

const onFill = { color: "var(--ink)" };

interface ImpactPanelProps {
  impact: Impact;
  /** Whether it has been done, and is not only weighed. */
  done?: boolean;
}

/** What a change of rules, exceptions or time off would do: whom it strands, and what becomes of the slots. */
export function ImpactPanel({ impact, done = false }: ImpactPanelProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const stranded = byAppointment(impact.stranded);
  const count = stranded.length;
  const said = { count, number: formats.number(count) };
  const strands = done ? t("hours.stranded", said) : t("impact.stranded", said);
  const Icon = count > 0 ? TriangleAlert : CircleCheck;
  return (
    <Stack gap="sm">
      <Alert
        role="status"
        className={count > 0 ? "is-held" : "is-good"}
        bg="var(--fill)"
        styles={{ title: onFill, icon: onFill, message: onFill }}
        icon={<Icon size={20} aria-hidden />}
        title={count > 0 ? strands : t("impact.strandsNobody")}
      >
        {count > 0 && t("impact.strandedHint")}
      </Alert>
      {count > 0 && <StrandedTable stranded={stranded} />}
      {done && <ReplanButton appointmentIds={stranded.map(({ appointment_id }) => appointment_id)} />}
      <Group gap="lg" component="ul" className="plain-list" aria-label={t("impact.slots")}>
        <Text component="li" size="sm" fw={650}>
          {t("impact.slots")}
        </Text>
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
  const clinic = useClinic();
  const { t } = useTranslation();
  const { formats } = useDesk();
  return (
    <Table.ScrollContainer minWidth={280} maxHeight={280} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table withTableBorder striped aria-label={t("impact.appointments")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("impact.appointment")}</Table.Th>
            <Table.Th>{t("impact.why")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stranded.map((appointment) => (
            <Table.Tr key={appointment.appointment_id}>
              <Table.Th scope="row">
                <Text size="sm" fw={650}>
                  <bdi>{appointment.patient_name}</bdi>
                </Text>
                <AnchorLink
                  to={page.calendar}
                  search={{
                    date: dateIn(appointment.starts_at, clinic.timezone),
                    appointment: appointment.appointment_id,
                  }}
                  // What is being changed here must not get lost.
                  target="_blank"
                  size="sm"
                  className="number"
                >
                  {formats.moment(appointment.starts_at)}
                </AnchorLink>
                <Text size="xs" c="var(--quiet-text)">
                  {formats.line([appointment.service_name, appointment.booking_id])}
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

/** An appointment that loses several of its resources is listed once, with all reasons. */
function byAppointment(stranded: Impact["stranded"]): Impact["stranded"] {
  const found = new Map<string, Impact["stranded"][number]>();
  for (const one of stranded) {
    const known = found.get(one.appointment_id);
    found.set(one.appointment_id, known ? { ...known, reasons: [...known.reasons, ...one.reasons] } : one);
  }
  return [...found.values()];
}
