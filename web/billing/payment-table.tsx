import { Button, Center, Group, Table, Text, type MantineBreakpoint } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { areas } from "../api/queries.ts";
import type { ListedPayment } from "../api/types.ts";
import { Failed, Loading, Nothing } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { balanceOf } from "./balance.ts";
import { CollectButton } from "./collect-button.tsx";

type Filter = Omit<Parameters<typeof client.listPayments>[0], "cursor">;

/** Payments that fit the filter, page after page. */
export function PaymentTable({ filter }: { filter: Filter }) {
  const { t } = useTranslation();
  const payments = useInfiniteQuery({
    queryKey: [areas.payments, "pages", filter],
    queryFn: ({ pageParam }) => client.listPayments({ ...filter, limit: 50, cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
  if (payments.isPending) return <Loading rows={6} />;
  if (payments.isError) return <Failed error={payments.error} retry={() => void payments.refetch()} />;
  const items = payments.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return <Nothing title={filter.outstanding ? t("payments.nothingDue") : t("payments.none")} />;
  }
  return (
    <>
      <Rows items={items} />
      {payments.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={payments.isFetchingNextPage} onClick={() => void payments.fetchNextPage()}>
            {t("action.more")}
          </Button>
        </Center>
      )}
    </>
  );
}

const columns = ["date", "patient", "service", "total", "paid", "balance", "status"] as const;
/** What a phone has no room for; the dialog shows it. */
const wideOnly: Partial<Record<(typeof columns)[number], { visibleFrom: MantineBreakpoint }>> = {
  service: { visibleFrom: "md" },
  total: { visibleFrom: "sm" },
  paid: { visibleFrom: "md" },
  status: { visibleFrom: "sm" },
};

function Rows({ items }: { items: ListedPayment[] }) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={340} scrollAreaProps={{ "aria-label": t("payments.title") }}>
      <Table verticalSpacing="sm" striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} {...wideOnly[column]}>
                {t(`payments.columns.${column}`)}
              </Table.Th>
            ))}
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((payment) => (
            <Row key={payment.id} payment={payment} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ payment }: { payment: ListedPayment }) {
  const { formats } = useDesk();
  const money = (minor: number) => formats.money(minor, payment.currency);
  return (
    <Table.Tr>
      <Table.Td className="nowrap">{formats.date(payment.service_date)}</Table.Td>
      <Table.Td>
        <Text fw={600} size="sm">
          <bdi>{payment.patient_name}</bdi>
        </Text>
      </Table.Td>
      <Table.Td {...wideOnly.service}>
        <bdi>{payment.service_name}</bdi>
        {payment.practitioner_name && (
          <Text size="xs" c="var(--quiet-text)">
            <bdi>{payment.practitioner_name}</bdi>
          </Text>
        )}
      </Table.Td>
      <Table.Td {...wideOnly.total} className="number nowrap">
        {money(payment.total_minor)}
      </Table.Td>
      <Table.Td {...wideOnly.paid} className="number nowrap">
        {money(payment.amount_paid_minor)}
      </Table.Td>
      <Table.Td className="number nowrap">
        <Text fw={600} size="sm">
          {money(balanceOf(payment))}
        </Text>
      </Table.Td>
      <Table.Td {...wideOnly.status}>
        <StatusBadge of="payment" status={payment.status} />
      </Table.Td>
      <Table.Td>
        <Group justify="flex-end">
          {(balanceOf(payment) > 0 || payment.amount_paid_minor > 0) && <CollectButton payment={payment} quiet />}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
