import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Holiday, ScheduleException } from "../api/types.ts";
import { ConfirmHolidays } from "./confirm-holidays.tsx";
import { ExceptionForm } from "./exception-form.tsx";
import { DeleteException } from "./hours-questions.tsx";
import { TakeBack } from "./take-back.tsx";

export type ClosureDoing =
  | { what: "confirm"; holidays: Holiday[] }
  | { what: "takeBack"; id: string }
  /** Of a new one, when `id` is null, the date that it begins with. */
  | { what: "edit"; id: string | null; date: string }
  | { what: "delete"; id: string };

interface ClosureDialogProps {
  doing: ClosureDoing | null;
  start: (doing: ClosureDoing | null) => void;
  closures: ScheduleException[];
}

/** One dialog for all that is done on the holidays page. */
export function ClosureDialog({ doing, start, closures }: ClosureDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={doing !== null}
      onClose={() => start(null)}
      size="lg"
      title={doing && t(`holidays.titles.${doing.what}`)}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {doing && <Content doing={doing} start={start} closures={closures} />}
    </Modal>
  );
}

function Content({ doing, start, closures }: ClosureDialogProps & { doing: ClosureDoing }) {
  const done = () => start(null);
  if (doing.what === "confirm") return <ConfirmHolidays holidays={doing.holidays} done={done} />;
  if (doing.what === "takeBack") return <TakeBack exceptionId={doing.id} done={done} />;
  // Looked up anew each time, so that the form sees changes that are made meanwhile.
  const closure = closures.find(({ id }) => id === doing.id) ?? null;
  if (doing.what === "delete")
    return closure && <DeleteException key={closure.version} exception={closure} done={done} />;
  return (
    <ExceptionForm
      key={closure?.version}
      resource={null}
      exception={closure}
      drawn={{ kind: "blocked", date: doing.date }}
      done={done}
      onDelete={() => closure && start({ what: "delete", id: closure.id })}
    />
  );
}
