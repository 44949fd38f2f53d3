import { Button } from "@mantine/core";
import { UserCheck } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayClient } from "../api/day-client.ts";
import { reasonsOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { tellUndoable } from "../appointments/undo.ts";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Notes that somebody has arrived for all that is booked for them this day. */
export function CheckInTicketButton({ visits }: { visits: [QueuedVisit, ...QueuedVisit[]] }) {
  const { may, formats } = useDesk();
  const { t } = useTranslation();
  const [moving, setMoving] = useState(false);
  if (!may("checkInVisitTicket")) return null;
  const [{ visit_ticket_id: id, patient_name: name }] = visits;
  const act = async () => {
    setMoving(true);
    try {
      const { checked_in } = await dayClient.checkInTicket(id);
      tellUndoable(
        t("appointment.told.check_in", { name }),
        checked_in.map(({ appointment }) => ({ id: appointment.id, patient_name: name })),
      );
    } catch (error) {
      tellRefused(t("move.refused"), reasonsOf(error, t));
    } finally {
      await refresh(...day, areas.payments);
      setMoving(false);
    }
  };
  return (
    <Button
      variant="light"
      loading={moving}
      leftSection={<UserCheck size={16} aria-hidden />}
      onClick={() => void act()}
    >
      {t("queue.checkInAll", { count: visits.length, number: formats.number(visits.length) })}
    </Button>
  );
}
