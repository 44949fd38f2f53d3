import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { ListedPayment } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded, Loading, Nothing } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { balanceOf } from "./balance.ts";
import { CollectButton } from "./collect-button.tsx";

const shown = 6;

/** The newest debts, each with its way to be paid. */
export function OutstandingList() {
  const clinic = useClinic();
  const { t } = useTranslation();
  const payments = useQuery(queries.payments({ clinic_id: clinic.id, outstanding: true, limit: shown }));
  return (
    <Section
      title={t("dashboard.outstandingList")}
      action={
        <AnchorLink to={page.payments} search={{ show: "outstanding" }} size="sm">
          {t("dashboard.seePayments")}
        </AnchorLink>
      }
    >
      <Loaded
        query={payments}
        loading={<Loading rows={3} />}
        empty={({ items }) => items.length === 0 && <Nothing title={t("payments.nothingDue")} />}
      >
        {({ items }) => (
          <Stack component="ul" gap="xs" className="plain-list">
            {items.map((payment) => (
              <Debt key={payment.id} payment={payment} />
            ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function Debt({ payment }: { payment: ListedPayment }) {
  const { formats } = useDesk();
  return (
    <Group component="li" wrap="nowrap" gap="sm">
      <div className="grow">
        <Text fw={600} truncate>
          <bdi>{payment.patient_name}</bdi>
        </Text>
        <Text size="sm" c="var(--quiet-text)" truncate>
          {formats.date(payment.service_date)}
        </Text>
      </div>
      <Text fw={600} className="number nowrap">
        {formats.money(balanceOf(payment), payment.currency)}
      </Text>
      <CollectButton payment={payment} quiet />
    </Group>
  );
}
