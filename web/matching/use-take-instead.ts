import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { reasonsOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { Placement, PlannedPlace } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Agrees another place for what could not be had: books the session there, or moves the appointment. Answers where it is now. */
export function useTakeInstead(placement: Placement, zone: string) {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const [taken, setTaken] = useState<PlannedPlace | null>(null);
  const [sending, setSending] = useState(false);
  const send = useAttempt(client.book);
  const { patient_id, service_id, session_ticket_id, patient_name: name } = placement;

  const book = (place: PlannedPlace) =>
    send({
      clinic_id: place.clinic_id,
      patient_id,
      service_id,
      starts_at: place.starts_at,
      booking_source: "phone",
      ...(place.practitioner_id && { practitioner_id: place.practitioner_id }),
      ...(session_ticket_id && { session_ticket_id }),
    });
  const move = async (appointmentId: string, { starts_at, practitioner_id }: PlannedPlace) => {
    const { version } = await client.readAppointment(appointmentId);
    const body = { starts_at, requested_by: "clinic" as const, ...(practitioner_id && { practitioner_id }) };
    return await client.reschedule(appointmentId, body, version);
  };

  const take = async (place: PlannedPlace) => {
    setSending(true);
    try {
      // What is moved has a place that it leaves; a session has none yet.
      if (placement.was && placement.appointment_id) await move(placement.appointment_id, place);
      else await book(place);
      setTaken(place);
      tellDone(t("sessions.booked", { name, time: formatsAt(zone).moment(place.starts_at) }));
    } catch (error) {
      tellRefused(t("sessions.notBooked", { name }), reasonsOf(error, t));
    }
    await refresh(...day, areas.payments, areas.plans);
    setSending(false);
  };
  return { taken, sending, take };
}
