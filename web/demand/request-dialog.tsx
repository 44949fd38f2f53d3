import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { BookingRequest } from "../api/types.ts";
import { BookingRequestForm } from "../forms/booking-request-form.tsx";
import { CancelRequestForm } from "../forms/cancel-request-form.tsx";
import { AutoFill } from "./auto-fill.tsx";

/** What is done with a request: a new one has none yet. */
export type RequestDoing = { what: "ask" } | { what: "change" | "cancel" | "fill"; request: BookingRequest };

interface RequestDialogProps {
  doing: RequestDoing | null;
  start: (doing: RequestDoing | null) => void;
  zone: string;
}

export function RequestDialog({ doing, start, zone }: RequestDialogProps) {
  const { t } = useTranslation();
  const close = () => start(null);
  return (
    <Modal
      opened={doing !== null}
      onClose={close}
      size={doing?.what === "cancel" ? "md" : "64rem"}
      title={doing && t(`bookingRequests.titles.${doing.what}`)}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {doing?.what === "ask" && <BookingRequestForm request={null} done={close} />}
      {doing?.what === "change" && <BookingRequestForm request={doing.request} done={close} />}
      {doing?.what === "cancel" && <CancelRequestForm request={doing.request} done={close} />}
      {doing?.what === "fill" && <AutoFill request={doing.request} zone={zone} />}
    </Modal>
  );
}
