import { Button, Group, Table, Text, Title } from "@mantine/core";
import { useQueries, useQuery } from "@tanstack/react-query";
import { Printer } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Placement } from "../api/types.ts";
import { PlacementReasons } from "../demand/placement-reasons.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { RefusedPlacement } from "./refused-placement.tsx";

/** Whom somebody has to call, with the number and what it is about: on the screen, and on paper. */
export function CallList({ placements, clinic }: { placements: readonly Placement[]; clinic: Clinic }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const id = useId();
  const patients = useQueries({
    queries: [...new Set(placements.map(({ patient_id }) => patient_id))].map((patient) => queries.patient(patient)),
    combine: (found) => new Map(found.flatMap(({ data }) => (data ? [[data.id, data.phone] as const] : []))),
  });
  const practitioners = useQuery(queries.practitioners());
  const nameOf = (practitioner: string | null) => practitioners.data?.find((one) => one.id === practitioner)?.name;
  const formats = formatsAt(clinic.timezone);
  if (placements.length === 0) return null;
  return (
    <section className="call-list" aria-labelledby={id}>
      <Group justify="space-between" my="sm">
        <Title order={2} id={id}>
          {t("replan.callList")} <span className="quiet number">{formats.number(placements.length)}</span>
        </Title>
        <Button
          variant="default"
          className="unprinted"
          leftSection={<Printer size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {t("replan.print")}
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={520} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table withTableBorder striped aria-labelledby={id}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("booking.steps.patient")}</Table.Th>
              <Table.Th>{t("patients.phone")}</Table.Th>
              <Table.Th>{t("appointment.title")}</Table.Th>
              <Table.Th>{t("impact.why")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {placements.map((placement) => (
              <Table.Tr key={placement.id}>
                <Table.Th scope="row">
                  <AnchorLink to={page.patient} params={{ patientId: placement.patient_id }} size="sm" fw={650}>
                    <bdi>{placement.patient_name}</bdi>
                  </AnchorLink>
                </Table.Th>
                <Table.Td>
                  <bdi dir="ltr" className="nowrap">
                    {patients.get(placement.patient_id) ?? "–"}
                  </bdi>
                </Table.Td>
                <Table.Td>
                  <Text size="sm" className="number">
                    {placement.was && formats.moment(placement.was.starts_at)}
                  </Text>
                  <Text size="sm" c="var(--quiet-text)">
                    {formats.line([placement.service_name, nameOf(placement.was?.practitioner_id ?? null)])}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <PlacementReasons reasons={placement.reasons} zone={clinic.timezone} show={["blocked"]} />
                  <div className="unprinted">
                    <RefusedPlacement placement={placement} zone={clinic.timezone} />
                  </div>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
