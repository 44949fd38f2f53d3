import { Modal } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { AdmitForm } from "../forms/admit-form.tsx";
import { BedOutForm } from "../forms/bed-out-form.tsx";
import { CallOffForm } from "../forms/call-off-form.tsx";
import { PlaceForm } from "../forms/place-form.tsx";
import { PutOffForm } from "../forms/put-off-form.tsx";
import type { Ask } from "./board-context.ts";
import { SwapQuestion } from "./swap-question.tsx";

/** What the board asks about, in a dialog of its own. */
export function BoardDialog({ asked, close }: { asked: Ask | null; close: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      size="lg"
      title={asked && titleOf(asked, t)}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {asked && <Question asked={asked} done={close} />}
    </Modal>
  );
}

function titleOf(asked: Ask, t: TFunction): string {
  if (asked.kind === "place") return t("board.placeTitle", { name: asked.held.admission.patient_name });
  if (asked.kind === "swap") return t("board.swapTitle");
  if (asked.kind === "out") return t("board.outTitle", { bed: asked.bed.name });
  const session = asked.session.name;
  if (asked.kind === "admit") return t("board.admitTitle", { session });
  return t(asked.kind === "cancel" ? "board.cancelTitle" : "board.moveTitle", { session });
}

function Question({ asked, done }: { asked: Ask; done: () => void }) {
  if (asked.kind === "place") return <PlaceForm held={asked.held} done={done} />;
  if (asked.kind === "swap") return <SwapQuestion held={asked.held} placing={asked.placing} done={done} />;
  if (asked.kind === "out") return <BedOutForm session={asked.session} bed={asked.bed} done={done} />;
  if (asked.kind === "admit") return <AdmitForm session={asked.session} bed={asked.bed} done={done} />;
  if (asked.kind === "cancel") return <CallOffForm session={asked.session} done={done} />;
  return <PutOffForm session={asked.session} done={done} />;
}
