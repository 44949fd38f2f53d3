import { Divider, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { PaymentDetail } from "../api/types.ts";
import { Loaded, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Every movement of money of one payment, oldest first. */
export function Entries({ paymentId }: { paymentId: string }) {
  const { t } = useTranslation();
  const payment = useQuery(queries.payment(paymentId));
  return (
    <>
      <Divider my="md" label={t("payments.entries")} labelPosition="left" />
      <Loaded query={payment} loading={<Loading rows={2} height={24} />}>
        {({ entries, currency }) => (
          <Stack component="ul" gap={4} className="plain-list">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} currency={currency} />
            ))}
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Entry({ entry, currency }: { entry: PaymentDetail["entries"][number]; currency: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Group component="li" justify="space-between" gap="sm">
      <Text size="sm">
        {formats.line([
          t(`payments.kinds.${entry.kind}`),
          t(`payments.methods.${entry.method}`),
          formats.moment(entry.occurred_at),
        ])}
      </Text>
      <Text size="sm" fw={600} className="number">
        {formats.money(entry.kind === "refund" ? -entry.amount_minor : entry.amount_minor, currency)}
      </Text>
    </Group>
  );
}
