import { Button } from "@mantine/core";
import { UserCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Notes that a booked patient has arrived, so that they join the queue. */
export function CheckInButton({ visit }: { visit: Pick<QueuedVisit, "appointment_id"> }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const { appointment_id } = visit;
  if (!appointment_id || !may("checkInAppointment")) return null;
  const checkIn = async () => {
    setSending(true);
    try {
      await client.checkIn(appointment_id);
    } catch (error) {
      tellRefused(t("move.refused"), [messageOf(error, t)]);
    }
    await refresh(...day);
    setSending(false);
  };
  return (
    <Button
      variant="light"
      loading={sending}
      leftSection={<UserCheck size={16} aria-hidden />}
      onClick={() => void checkIn()}
    >
      {t("move.checkIn")}
    </Button>
  );
}
