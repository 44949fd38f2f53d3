import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { problemOf, reasonsOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import type { Calendar, CalendarAppointment, Start } from "../api/types.ts";
import { Alternatives } from "../booking/alternatives.tsx";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { addWallMinutes, instantOf, wallOf } from "../text/days.ts";
import type { Drop } from "./day-grid.tsx";

type Target = Pick<Start, "starts_at" | "practitioner_id">;

/** Moves an appointment to where its card was dropped; a refusal puts the card back, says why and offers other times. */
export function useDrop(calendar: Calendar | undefined): (drop: Drop) => Promise<void> {
  const { t } = useTranslation();
  const { formats } = useDesk();

  const move = async (appointment: CalendarAppointment, to: Target) => {
    const practitioner = to.practitioner_id;
    const changed = practitioner !== null && practitioner !== appointment.practitioner_id;
    const body = { starts_at: to.starts_at, ...(changed && { practitioner_id: practitioner }) };
    try {
      await client.reschedule(appointment.id, body, appointment.version);
      const time = formats.moment(to.starts_at);
      tellDone(t("calendar.moved", { name: appointment.patient_name, time }));
      return true;
    } catch (error) {
      tellRefused(t("calendar.notMoved", { name: appointment.patient_name }), reasonsOf(error, t), (hide) => (
        <Alternatives
          starts={problemOf(error)?.alternatives ?? []}
          moment={formats.moment}
          take={(start) => {
            hide();
            void move(appointment, start).then(() => refresh(...day));
          }}
        />
      ));
      return false;
    }
  };

  return async ({ appointmentId, minutes, column, revert }) => {
    const appointment = calendar?.appointments.find(({ id }) => id === appointmentId);
    if (!calendar || !appointment) return revert();
    const wall = addWallMinutes(wallOf(appointment.starts_at, calendar.timezone), minutes);
    const starts_at = instantOf(wall, calendar.timezone);
    if (starts_at === null) {
      tellRefused(t("calendar.notMoved", { name: appointment.patient_name }), [t("calendar.skippedByClock")]);
      return revert();
    }
    const moved = await move(appointment, { starts_at, practitioner_id: column ?? appointment.practitioner_id });
    if (!moved) revert();
    await refresh(...day);
  };
}
