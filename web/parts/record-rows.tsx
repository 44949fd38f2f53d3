import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "./card-table.tsx";
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
  const { items, columns, groupOf, emptyLabel, actions } = props;
  const { t } = useTranslation();
  const groups = groupOf ? [...new Set(items.map(groupOf))] : [""];
  if (items.length === 0) return <Nothing title={emptyLabel} />;
  return (
    <CardTable
      labels={[t("record.name"), ...columns.map(({ label }) => label), t("record.status")]}
      withActions
      striped={!groupOf}
    >
      {groups.map((group) => (
        <CardRows key={group} title={group || undefined}>
          {items
            .filter((item) => !groupOf || groupOf(item) === group)
            .map((item) => (
              <Row key={item.id} item={item} columns={columns} actions={actions} />
            ))}
        </CardRows>
      ))}
    </CardTable>
  );
}

type RowProps<Item extends RecordRow> = Pick<RecordRowsProps<Item>, "columns" | "actions"> & { item: Item };

function Row<Item extends RecordRow>({ item, columns, actions }: RowProps<Item>) {
  const { t } = useTranslation();
  return (
    <CardRow>
      <CardName>
        <bdi>{item.name}</bdi>
      </CardName>
      {columns.map(({ label, cell }) => (
        <CardCell key={label} label={label}>
          <div>{cell(item)}</div>
        </CardCell>
      ))}
      <CardCell label={t("record.status")}>
        <StatusBadge of="record" status={item.status} />
      </CardCell>
      <CardActions>{actions(item)}</CardActions>
    </CardRow>
  );
}
