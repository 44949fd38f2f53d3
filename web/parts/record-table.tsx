import { Button, Modal, Table } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Plus } from "lucide-react";
import { Nothing } from "./states.tsx";
import { StatusBadge } from "./status-badge.tsx";

interface RecordRow {
  id: string;
  version: number;
  name: string;
  status: "active" | "retired";
}

interface RecordTableProps<Item extends RecordRow> {
  items: Item[];
  /** Headings and cells between the name and the status. */
  columns: { label: string; cell: (item: Item) => ReactNode }[];
  /** The form in the dialog: for a new record, or for one that exists. */
  form: (item: Item | null, close: () => void) => ReactNode;
  newLabel: string;
  emptyLabel: string;
  extra?: (item: Item) => ReactNode;
}

/** A list of what the clinic is set up with; a dialog makes and changes its records. */
export function RecordTable<Item extends RecordRow>(props: RecordTableProps<Item>) {
  const { items, columns, form, newLabel, emptyLabel, extra } = props;
  const { t } = useTranslation();
  const [editing, edit] = useState<{ id: string } | "new" | null>(null);
  const close = () => edit(null);
  // Looked up anew each time, so that the form sees changes that are made meanwhile.
  const edited = editing === "new" ? null : (items.find(({ id }) => id === editing?.id) ?? null);
  return (
    <>
      <Button leftSection={<Plus size={18} aria-hidden />} mb="md" onClick={() => edit("new")}>
        {newLabel}
      </Button>
      {items.length === 0 ? (
        <Nothing title={emptyLabel} />
      ) : (
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
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={item.id}>
                  <Table.Th scope="row">
                    <bdi>{item.name}</bdi>
                  </Table.Th>
                  {columns.map(({ label, cell }) => (
                    <Table.Td key={label}>{cell(item)}</Table.Td>
                  ))}
                  <Table.Td>
                    <StatusBadge of="record" status={item.status} />
                  </Table.Td>
                  <Table.Td className="row-actions">
                    {extra?.(item)}
                    <Button
                      variant="default"
                      aria-label={t("record.edit", { name: item.name })}
                      onClick={() => edit(item)}
                    >
                      {t("action.edit")}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Modal
        opened={editing !== null}
        onClose={close}
        title={edited?.name ?? newLabel}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {editing !== null && <div key={edited?.version}>{form(edited, close)}</div>}
      </Modal>
    </>
  );
}
