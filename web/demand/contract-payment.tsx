import { Alert, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Contract, PaymentDetail } from "../api/types.ts";
import { CollectButton } from "../billing/collect-button.tsx";
import { leftToRefund } from "../billing/left-to-refund.ts";
import { Section } from "../parts/section.tsx";
import { Loaded, Loading } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";

/** What is paid of the contract, and what has to be given back of it. */
export function ContractPayment({ contract, paymentId }: { contract: Contract; paymentId: string }) {
  const { t } = useTranslation();
  const payment = useQuery(queries.payment(paymentId));
  return (
    <Section title={t("contracts.payment")}>
      <Loaded query={payment} loading={<Loading rows={1} />}>
        {(known) => <Paid contract={contract} payment={known} />}
      </Loaded>
    </Section>
  );
}

function Paid({ contract, payment }: { contract: Contract; payment: PaymentDetail }) {
  const { t } = useTranslation();
  const { formats, may } = useDesk();
  const money = (minor: number) => formats.money(minor, payment.currency);
  const refund = leftToRefund(contract, payment);
  const settled = contract.refund_due_minor !== null && contract.refund_due_minor > 0 && refund === 0;
  return (
    <>
      {refund > 0 && (
        <Alert color="orange" mb="sm">
          {t("contracts.refundDue", { amount: money(refund) })}
        </Alert>
      )}
      <Group justify="space-between">
        <Group gap="sm">
          <Text className="number">
            {settled
              ? t("contracts.refunded", { amount: money(contract.refund_due_minor ?? 0) })
              : t("payments.paidOf", { paid: money(payment.amount_paid_minor), total: money(payment.total_minor) })}
          </Text>
          <StatusBadge of="payment" status={payment.status} />
        </Group>
        {may("enterPayment") && !settled && payment.total_minor + payment.amount_paid_minor > 0 && (
          <CollectButton payment={payment} {...(refund > 0 && { refund })} />
        )}
      </Group>
    </>
  );
}
