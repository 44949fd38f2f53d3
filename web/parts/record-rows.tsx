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

/**
 * What the clinic is set up with, one record a row, in groups where there are some. The roles are written out because a phone
 * shows the rows as cards, and what is not displayed as a table is not read as one.
 */
export function RecordRows<Item extends RecordRow>(props: RecordRowsProps<Item>) {
  const { items, columns, groupOf, emptyLabel, actions } = props;
  const { t } = useTranslation();
  const groups = groupOf ? [...new Set(items.map(groupOf))] : [""];
  if (items.length === 0) return <Nothing title={emptyLabel} />;
  return (
    <Table role="table" className="records" verticalSpacing="sm" withTableBorder striped={!groupOf}>
      <Table.Thead role="rowgroup">
        <Table.Tr role="row">
          {[t("record.name"), ...columns.map(({ label }) => label), t("record.status")].map((label) => (
            <Table.Th key={label} role="columnheader">
              {label}
            </Table.Th>
          ))}
          <Table.Td role="cell" />
        </Table.Tr>
      </Table.Thead>
      {groups.map((group) => (
        <Table.Tbody key={group} role="rowgroup">
          {group && (
            <Table.Tr role="row" className="record-group">
              <Table.Th role="rowheader" scope="rowgroup" colSpan={columns.length + 3}>
                {group}
              </Table.Th>
            </Table.Tr>
          )}
          {items
            .filter((item) => !groupOf || groupOf(item) === group)
            .map((item) => (
              <Row key={item.id} item={item} columns={columns} actions={actions} />
            ))}
        </Table.Tbody>
      ))}
    </Table>
  );
}

type RowProps<Item extends RecordRow> = Pick<RecordRowsProps<Item>, "columns" | "actions"> & { item: Item };

function Row<Item extends RecordRow>({ item, columns, actions }: RowProps<Item>) {
  const { t } = useTranslation();
  return (
    <Table.Tr role="row">
      <Table.Th role="rowheader" scope="row">
        <bdi>{item.name}</bdi>
      </Table.Th>
      {columns.map(({ label, cell }) => (
        <Table.Td key={label} role="cell" data-label={label}>
          <div>{cell(item)}</div>
        </Table.Td>
      ))}
      <Table.Td role="cell" data-label={t("record.status")}>
        <StatusBadge of="record" status={item.status} />
      </Table.Td>
      <Table.Td role="cell" className="row-actions">
        {actions(item)}
      </Table.Td>
    </Table.Tr>
  );
}
