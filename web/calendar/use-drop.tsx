import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { problemOf, reasonsOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import type { Calendar, CalendarAppointment, Rescheduling } from "../api/types.ts";
import { tellUndoable } from "../appointments/undo.ts";
import { Alternatives } from "../booking/alternatives.tsx";
import { rulesToWaive } from "../booking/waivable.ts";
import { WaiveButton } from "../booking/waive-button.tsx";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { addWallMinutes, instantOf, wallOf } from "../text/days.ts";
import type { Drop } from "./day-grid.tsx";
import { isUseless, placeOf } from "./drop-place.ts";

/**
 * Moves an appointment to where its card was dropped. A refusal puts the card back, says why, and offers other times or, where
 * that may be, the same one nevertheless.
 */
export function useDrop(calendar: Calendar | undefined): (drop: Drop) => Promise<void> {
  const { t } = useTranslation();
  const { formats } = useDesk();

  const move = async (appointment: CalendarAppointment, body: Rescheduling) => {
    const name = appointment.patient_name;
    try {
      await client.reschedule(appointment.id, body, appointment.version);
      tellUndoable(t("calendar.moved", { name, time: formats.moment(body.starts_at) }), [appointment]);
      return true;
    } catch (error) {
      const { alternatives = [], reasons = [] } = problemOf(error) ?? {};
      const why = isUseless(error) ? [t("calendar.useless")] : reasonsOf(error, t);
      tellRefused(t("calendar.notMoved", { name }), why, (hide) => {
        const tryWith = (other: Partial<Rescheduling>) => {
          void move(appointment, { ...body, ...other }).then(() => refresh(...day));
        };
        return (
          <Stack gap="xs">
            <Alternatives
              starts={alternatives}
              moment={formats.moment}
              take={({ starts_at, practitioner_id }) => {
                hide();
                tryWith({ starts_at, ...(practitioner_id && { practitioner_id }) });
              }}
            />
            <WaiveButton what="move" rules={rulesToWaive(reasons)} opened={hide} act={(waive) => tryWith({ waive })} />
          </Stack>
        );
      });
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
    const moved = await move(appointment, { starts_at, ...placeOf(calendar, appointment, column) });
    if (!moved) revert();
    await refresh(...day);
  };
}
