import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { messageOf, problemOf, reasonsOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { Booked, Clinic, NewAppointment, SessionTicket, Waiver } from "../api/types.ts";
import { Alternatives } from "../booking/alternatives.tsx";
import { rulesToWaive } from "../booking/waivable.ts";
import { WaiveButton } from "../booking/waive-button.tsx";
import { isUseless } from "../calendar/drop-place.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

/** When and with whom a session is to be; rules that are set aside for it. */
export type GivenPlace = Pick<NewAppointment, "starts_at" | "practitioner_id" | "resource_ids" | "waive">;

/** Books an owed session, and says so with the way back. Throws what the server refuses. */
export function useBookSession(clinic: Clinic): (ticket: SessionTicket, place: GivenPlace) => Promise<Booked> {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const send = useAttempt(client.book);
  return async ({ id, patient_id, patient_name: name, service_id }, place) => {
    const owed = { clinic_id: clinic.id, patient_id, service_id, session_ticket_id: id };
    const booked = await send({ ...owed, ...place, booking_source: "phone" });
    const time = formatsAt(clinic.timezone).moment(booked.appointment.starts_at);
    const act = () => void giveBack(booked);
    tellDone(t("sessions.booked", { name, time }), { label: t("undo.do"), act });
    return booked;
  };

  /** Nothing has happened before the booking, so its way back is to cancel it. */
  async function giveBack({ appointment }: Booked) {
    try {
      await client.cancel(appointment.id, { requested_by: "clinic" });
      tellDone(t("undo.done"));
    } catch (error) {
      tellRefused(t("undo.refused"), [messageOf(error, t)]);
    }
    await refresh(...day, areas.payments);
  }
}

/** Books a session where its ticket was dropped. A refusal says why, and offers other times or the same one nevertheless. */
export function useGiveSession(clinic: Clinic): (ticket: SessionTicket, place: GivenPlace) => Promise<void> {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const book = useBookSession(clinic);
  const give = async (ticket: SessionTicket, place: GivenPlace): Promise<void> => {
    try {
      await book(ticket, place);
    } catch (error) {
      refuse(ticket, place, error);
    }
    await refresh(...day, areas.payments);
  };
  const refuse = (ticket: SessionTicket, place: GivenPlace, error: unknown) => {
    const { alternatives = [], reasons = [] } = problemOf(error) ?? {};
    const why = isUseless(error) ? [t("calendar.useless")] : reasonsOf(error, t);
    tellRefused(t("sessions.notBooked", { name: ticket.patient_name }), why, (hide) => (
      <Stack gap="xs">
        <Alternatives
          starts={alternatives}
          moment={formatsAt(clinic.timezone).moment}
          take={({ starts_at, practitioner_id }) => {
            hide();
            void give(ticket, { starts_at, ...(practitioner_id && { practitioner_id }) });
          }}
        />
        <WaiveButton
          what="book"
          rules={rulesToWaive(reasons)}
          opened={hide}
          act={(waive: Waiver[]) => void give(ticket, { ...place, waive })}
        />
      </Stack>
    ));
  };
  return give;
}
