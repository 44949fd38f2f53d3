import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { dayClient } from "../api/day-client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { Called } from "../api/types.ts";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { tellVisitUndoable } from "./undo-visit.ts";
import { useRoom } from "./use-room.ts";

/** Whose queue; what is left out is anybody's. */
export interface LineOfQueue {
  clinicId: string;
  practitionerId?: string | undefined;
  serviceId?: string | undefined;
}

/** Calls whoever is first in a line, to the room of this device, and says who that is. */
export function useCallNext({ clinicId, practitionerId, serviceId }: LineOfQueue) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { roomId } = useRoom(clinicId);
  const [calling, setCalling] = useState(false);
  const call = useAttempt(dayClient.callNext);
  const say = ({ visit, patient_name: name, room_name: room }: Called) => {
    const number = visit.queue_number === null ? "–" : formats.number(visit.queue_number);
    tellVisitUndoable(
      room === null ? t("queue.told.called", { number, name }) : t("queue.told.calledTo", { number, name, room }),
      visit,
    );
  };
  const callNext = async () => {
    setCalling(true);
    try {
      say(await call({ clinic_id: clinicId, practitioner_id: practitionerId, service_id: serviceId, room_id: roomId }));
    } catch (error) {
      tellRefused(t("queue.notCalled"), [messageOf(error, t)]);
    } finally {
      await refresh(...day, areas.payments);
      setCalling(false);
    }
  };
  return { calling, callNext };
}
