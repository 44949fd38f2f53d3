import { Button, Divider, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { PaymentAdjustment, PaymentEntry } from "../api/money-types.ts";
import { queries } from "../api/queries.ts";
import { Loaded, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import "./entries.css";

interface EntriesProps {
  paymentId: string;
  /** Takes back an entry that was a mistake. */
  takeBack: (entry: PaymentEntry) => void;
}

/** Every movement of money of one payment, and what changed its price; oldest first. */
export function Entries({ paymentId, takeBack }: EntriesProps) {
  const { t } = useTranslation();
  const payment = useQuery(queries.payment(paymentId));
  return (
    <Loaded query={payment} loading={<Loading rows={2} height={24} />}>
      {({ entries, adjustments, currency }) =>
        entries.length + adjustments.length > 0 && (
          <>
            <Divider my="md" label={t("payments.entries")} labelPosition="left" />
            <Stack component="ul" gap={4} className="plain-list">
              {adjustments.map((adjustment) => (
                <Adjustment key={adjustment.id} adjustment={adjustment} currency={currency} />
              ))}
              {entries.map((entry) => (
                <Entry key={entry.id} entry={entry} currency={currency} takeBack={() => takeBack(entry)} />
              ))}
            </Stack>
          </>
        )
      }
    </Loaded>
  );
}

function Adjustment({ adjustment, currency }: { adjustment: PaymentAdjustment; currency: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { kind, amount_minor: amount, occurred_at: at, reason } = adjustment;
  return (
    <Group component="li" justify="space-between" gap="sm" wrap="nowrap">
      <Line facts={[t(`money.adjustments.${kind}`), formats.moment(at)]} reason={reason} />
      <Text size="sm" fw={600} className="number nowrap">
        {formats.money(amount, currency)}
      </Text>
    </Group>
  );
}

interface EntryProps {
  entry: PaymentEntry;
  currency: string;
  takeBack: () => void;
}

function Entry({ entry, currency, takeBack }: EntryProps) {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const { kind, method, amount_minor: amount, receipt_number: number, occurred_at: at, reason } = entry;
  const isVoid = entry.voided_by_id !== null;
  const facts = [
    t(`payments.kinds.${kind}`),
    t(`payments.methods.${method}`),
    t("money.receiptNumber", { number: formats.number(number) }),
    formats.moment(at),
  ];
  return (
    <Group component="li" justify="space-between" gap="sm" wrap="nowrap">
      <Line facts={isVoid ? [...facts, t("money.voided")] : facts} reason={reason} />
      <Group gap="xs" wrap="nowrap">
        <Text size="sm" fw={600} className="number nowrap" data-void={isVoid || undefined}>
          {formats.money(kind === "receipt" ? amount : -amount, currency)}
        </Text>
        {!isVoid && kind !== "void" && may("voidEntry") && (
          <Button size="compact-sm" variant="default" onClick={takeBack}>
            {t("money.void")}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function Line({ facts, reason }: { facts: string[]; reason: string | null }) {
  const { formats } = useDesk();
  return (
    <div className="grow">
      <Text size="sm">{formats.line(facts)}</Text>
      {reason && (
        <Text size="xs" c="var(--quiet-text)">
          <bdi>{reason}</bdi>
        </Text>
      )}
    </div>
  );
}
