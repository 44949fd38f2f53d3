import { Table, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Takings } from "../api/money-types.ts";
import { Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";

const columns = ["account", "method", "receipts", "refunds", "voids", "net"] as const;

/** Who took how much by which method, gave it back, or took it back as a mistake. */
export function TakingsTable({ takings }: { takings: Takings[] }) {
  const { t } = useTranslation();
  if (takings.length === 0) return <Nothing title={t("dayClose.nothingTaken")} />;
  return (
    <Table.ScrollContainer minWidth={560} scrollAreaProps={{ "aria-label": t("dayClose.takings") }}>
      <Table verticalSpacing="sm" striped withTableBorder>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{t(`dayClose.columns.${column}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {takings.map((one) => (
            <Row key={`${one.account_id} ${one.method} ${one.currency}`} takings={one} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ takings }: { takings: Takings }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const money = (minor: number) => formats.money(minor, takings.currency);
  const sums = [
    [takings.receipts_minor, takings.receipts_count],
    [-takings.refunds_minor, takings.refunds_count],
    [-takings.voids_minor, takings.voids_count],
  ] as const;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <bdi>{takings.account_name ?? t("dayClose.nobody")}</bdi>
      </Table.Th>
      <Table.Td>{t(`payments.methods.${takings.method}`)}</Table.Td>
      {sums.map(([minor, count], i) => (
        <Table.Td key={columns[i + 2]} className="number nowrap">
          {count > 0 && money(minor)}
          {count > 0 && (
            <Text size="xs" c="var(--quiet-text)">
              {t("dayClose.count", { count })}
            </Text>
          )}
        </Table.Td>
      ))}
      <Table.Td className="number nowrap">
        <Text fw={600} size="sm">
          {money(takings.net_minor)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
