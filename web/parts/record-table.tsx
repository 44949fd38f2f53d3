import { Button, Modal } from "@mantine/core";
import { Plus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type Column, type RecordRow, RecordRows } from "./record-rows.tsx";

interface RecordTableProps<Item extends RecordRow> {
  items: Item[];
  columns: Column<Item>[];
  groupOf?: (item: Item) => string;
  /** The form in the dialog: for a new record, or for one that exists. */
  form: (item: Item | null, close: () => void) => ReactNode;
  newLabel: string;
  emptyLabel: string;
  extra?: (item: Item) => ReactNode;
  /** Nothing can be made or changed here by who looks at it. */
  readOnly?: boolean;
}

/** A list of what the clinic is set up with; a dialog makes and changes its records. */
export function RecordTable<Item extends RecordRow>(props: RecordTableProps<Item>) {
  const { items, columns, groupOf, form, newLabel, emptyLabel, extra, readOnly = false } = props;
  const { t } = useTranslation();
  const [editing, edit] = useState<{ id: string } | "new" | null>(null);
  const close = () => edit(null);
  // Looked up anew each time, so that the form sees changes that are made meanwhile.
  const edited = editing === "new" ? null : (items.find(({ id }) => id === editing?.id) ?? null);
  return (
    <>
      {!readOnly && (
        <Button leftSection={<Plus size={18} aria-hidden />} mb="md" onClick={() => edit("new")}>
          {newLabel}
        </Button>
      )}
      <RecordRows
        items={items}
        columns={columns}
        groupOf={groupOf}
        emptyLabel={emptyLabel}
        actions={(item) => (
          <>
            {extra?.(item)}
            {!readOnly && (
              <Button variant="default" aria-label={t("record.edit", { name: item.name })} onClick={() => edit(item)}>
                {t("action.edit")}
              </Button>
            )}
          </>
        )}
      />
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
