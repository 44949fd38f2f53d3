import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Nothing } from "./states.tsx";
import { StatusBadge } from "./status-badge.tsx";

export interface RecordRow {
  id: string;
  version: number;
  name: string;
  status: "active" | "retired";
}

export interface Column<Item> {
  label: string;
  cell: (item: Item) => ReactNode;
}

interface RecordRowsProps<Item extends RecordRow> {
  items: Item[];
  /** Headings and cells between the name and the status. */
  columns: Column<Item>[];
  /** Heading under which an item stands. */
  groupOf?: ((item: Item) => string) | undefined;
  emptyLabel: string;
  actions: (item: Item) => ReactNode;
}

/** What the clinic is set up with, one record a row, in groups where there are some. */
export function RecordRows<Item extends RecordRow>(props: RecordRowsProps<Item>) {
  const { items, columns, groupOf = () => "", emptyLabel, actions } = props;
  const { t } = useTranslation();
  if (items.length === 0) return <Nothing title={emptyLabel} />;
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing="sm" withTableBorder striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("record.name")}</Table.Th>
            {columns.map(({ label }) => (
              <Table.Th key={label}>{label}</Table.Th>
            ))}
            <Table.Th>{t("record.status")}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        {[...new Set(items.map(groupOf))].map((group) => (
          <Table.Tbody key={group}>
            {group && (
              <Table.Tr className="record-group">
                <Table.Th scope="rowgroup" colSpan={columns.length + 3}>
                  {group}
                </Table.Th>
              </Table.Tr>
            )}
            {items
              .filter((item) => groupOf(item) === group)
              .map((item) => (
                <Row key={item.id} item={item} columns={columns} actions={actions} />
              ))}
          </Table.Tbody>
        ))}
      </Table>
    </Table.ScrollContainer>
  );
}

type RowProps<Item extends RecordRow> = Pick<RecordRowsProps<Item>, "columns" | "actions"> & { item: Item };

function Row<Item extends RecordRow>({ item, columns, actions }: RowProps<Item>) {
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <bdi>{item.name}</bdi>
      </Table.Th>
      {columns.map(({ label, cell }) => (
        <Table.Td key={label}>{cell(item)}</Table.Td>
      ))}
      <Table.Td>
        <StatusBadge of="record" status={item.status} />
      </Table.Td>
      <Table.Td className="row-actions">{actions(item)}</Table.Td>
    </Table.Tr>
  );
}
