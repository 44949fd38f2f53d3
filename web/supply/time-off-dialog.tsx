import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { TimeOffRequest } from "../api/types.ts";
import { DenyTimeOffForm } from "../forms/deny-time-off-form.tsx";
import { TimeOffForm } from "../forms/time-off-form.tsx";
import { ApproveTimeOff } from "./approve-time-off.tsx";
import { TakeBack } from "./take-back.tsx";
import { TimeOffFacts } from "./time-off-facts.tsx";

export type TimeOffDoing = { what: "ask" } | { what: "approve" | "deny" | "takeBack"; id: string };

interface TimeOffDialogProps {
  doing: TimeOffDoing | null;
  start: (doing: TimeOffDoing | null) => void;
  requests: TimeOffRequest[];
  /** Who asks for themselves alone; null for who asks for anybody. */
  ownId: string | null;
}

/** One dialog for all that is done on the page. */
export function TimeOffDialog({ doing, start, requests, ownId }: TimeOffDialogProps) {
  const { t } = useTranslation();
  const close = () => start(null);
  // Looked up anew each time, so that it is known when somebody else decided meanwhile.
  const request = doing && "id" in doing ? requests.find(({ id }) => id === doing.id) : undefined;
  return (
    <Modal
      opened={doing !== null}
      onClose={close}
      size={doing?.what === "approve" ? "lg" : "md"}
      title={doing && t(`timeOff.titles.${doing.what}`)}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {doing?.what === "ask" && <TimeOffForm ownId={ownId} done={close} />}
      {doing && request && <Decision what={doing.what} request={request} done={close} />}
    </Modal>
  );
}

interface DecisionProps {
  what: TimeOffDoing["what"];
  request: TimeOffRequest;
  done: () => void;
}

function Decision({ what, request, done }: DecisionProps) {
  const block = request.schedule_exception_id;
  if (what === "approve") return <ApproveTimeOff request={request} done={done} />;
  if (what === "deny") return <DenyTimeOffForm request={request} done={done} />;
  return block === null ? <TimeOffFacts request={request} /> : <TakeBack exceptionId={block} done={done} />;
}
