import { DataList, List, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Contract } from "../api/types.ts";
import { Fact } from "../parts/fact.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { useWording } from "./placement-reasons.tsx";
import { wishesText } from "./wishes-text.ts";

/** Who buys what for how much, and where the contract stands. */
export function ContractFacts({ contract, zone }: { contract: Contract; zone: string }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(zone);
  const { confirmed_at: signedAt, completed_at: completedAt, cancelled_at: cancelledAt } = contract;
  return (
    <Stack gap="sm">
      <DataList labelWidth="8rem">
        <Fact label={t("record.status")}>
          <StatusBadge of="contract" status={contract.status} />
        </Fact>
        <Fact label={t("booking.steps.patient")}>
          <AnchorLink to={page.course} params={{ patientId: contract.patient_id }}>
            {contract.patient_name}
          </AnchorLink>
        </Fact>
        {signedAt && <Fact label={t("contracts.signedAt")}>{formats.moment(signedAt)}</Fact>}
        {completedAt && <Fact label={t("contracts.completedAt")}>{formats.moment(completedAt)}</Fact>}
        {cancelledAt && <Fact label={t("contracts.cancelledAt")}>{formats.moment(cancelledAt)}</Fact>}
        {contract.cancellation_reason && (
          <Fact label={t("contracts.cancelReason")}>{contract.cancellation_reason}</Fact>
        )}
        {contract.notes && <Fact label={t("booking.notes")}>{contract.notes}</Fact>}
        <Fact label={t("payments.columns.total")}>{formats.money(contract.total_minor, contract.currency)}</Fact>
      </DataList>
      <List spacing={6} className="contract-lines">
        {contract.lines.map((line) => (
          <List.Item key={line.id}>
            <Line line={line} currency={contract.currency} zone={zone} />
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}

interface LineProps {
  line: Contract["lines"][number];
  currency: string;
  zone: string;
}

function Line({ line, currency, zone }: LineProps) {
  const { t } = useTranslation();
  const wording = useWording(zone);
  const { formats } = wording;
  const wished = wishesText(line.wishes, wording);
  return (
    <>
      <Text size="sm" fw={600}>
        {t("contracts.lineText", {
          number: formats.number(line.sessions),
          service: `\u2068${line.service_name}\u2069`,
          price: formats.money(line.price_minor, currency),
        })}
      </Text>
      {wished.length > 0 && (
        <Text size="sm" c="var(--quiet-text)">
          {formats.line(wished)}
        </Text>
      )}
    </>
  );
}

/** A name for each service that may no longer be offered here. */
export function useServiceName(): (serviceId: string) => string {
  const services = useQuery(queries.services());
  return (serviceId) => services.data?.find(({ id }) => id === serviceId)?.name ?? "";
}
