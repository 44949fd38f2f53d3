import { Alert, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Contract } from "../api/types.ts";
import { CollectButton } from "../billing/collect-button.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";

/** What is paid of the contract, and what has to be given back of it. */
export function ContractPayment({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const { refund_due_minor: refund, currency } = contract;
  return (
    <Section title={t("contracts.payment")}>
      {refund !== null && refund > 0 && (
        <Alert color="orange" mb="sm">
          {t("contracts.refundDue", { amount: formats.money(refund, currency) })}
        </Alert>
      )}
      {contract.payment_id && <Paid paymentId={contract.payment_id} />}
    </Section>
  );
}

function Paid({ paymentId }: { paymentId: string }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const payment = useQuery(queries.payment(paymentId));
  return (
    <Loaded query={payment} loading={<Loading rows={1} />}>
      {(known) => (
        <Group justify="space-between">
          <Group gap="sm">
            <Text className="number">
              {t("payments.paidOf", {
                paid: formats.money(known.amount_paid_minor, known.currency),
                total: formats.money(known.total_minor, known.currency),
              })}
            </Text>
            <StatusBadge of="payment" status={known.status} />
          </Group>
          {known.total_minor + known.amount_paid_minor > 0 && <CollectButton payment={known} />}
        </Group>
      )}
    </Loaded>
  );
}
