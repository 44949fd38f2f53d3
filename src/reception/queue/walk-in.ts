import type { z } from "zod";
import { dateOf } from "../../core/zones.ts";
import { insertPayment } from "../../billing/payments.ts";
import { readOffer } from "../../booking/offer.ts";
import { registerProvisionalPatient } from "../../people/provisional-patient.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/outbox.sql.ts";
import { insertVisit, joinQueue, ticketOf } from "../../visits/visits.ts";
import { newPaymentFor } from "../money/charge.ts";
import type { walkIn as walkInSchema } from "../schemas.ts";

type WalkInCommand = z.output<typeof walkInSchema>;

/**
 * Somebody came without an appointment: a visit with the next number, and its payment. No time is claimed; the queue decides. Of
 * whom nobody knows who they are, a provisional record is made.
 *
 * Throws `not_found`, `retired` or `not_offered` with a pointer.
 */
export async function walkIn(house: House, caller: Caller, command: WalkInCommand) {
  const now = house.now();
  const arrived = await house.postgres.write(caller.organizationId, async (tx) => {
    const practitionerId = command.practitioner_id ?? null;
    const patientId = command.patient_id ?? (await registerProvisionalPatient(tx, command.patient ?? {}, now)).id;
    const wish = {
      clinicId: command.clinic_id,
      serviceId: command.service_id,
      practitionerId,
      patientId,
      from: now,
      to: now,
    };
    const { clinic, service, candidates } = await readOffer(tx, wish, now);
    const serviceDate = dateOf(now, clinic.timezone).toString();
    const shareBasisPoints = practitionerId === null ? 0 : (candidates[0]?.shareBasisPoints ?? 0);
    const visitId = newId();
    const { accountId: actorId } = caller;
    const charged = {
      visit_id: visitId,
      appointment_id: null,
      clinic_id: clinic.id,
      patient_id: patientId,
      practitioner_id: practitionerId,
      service_id: service.id,
      service_date: serviceDate,
      price_minor: service.price_minor,
      currency: service.currency,
    };
    const written = Promise.all([
      insertVisit(tx, { ...charged, id: visitId, ticket_id: newId(), notes: command.notes ?? null, actorId, now }),
      insertPayment(tx, newPaymentFor(charged, { shareBasisPoints, depositMinor: 0 }, now)),
      announce(
        tx,
        [
          {
            kind: "queue_updated",
            area: "queue",
            clinicId: clinic.id,
            practitionerIds: [practitionerId],
            subjectId: visitId,
            version: 2,
          },
        ],
        now,
      ),
      joinQueue(tx, visitId, { checkInTime: now, dueAt: null, kind: "queue", actorId, now }),
    ]);
    tx.commit();
    const [scheduled, payment, , queued] = await written;
    const visit = queued ?? scheduled;
    return {
      visit,
      payment,
      visit_ticket: ticketOf(visit),
    };
  });
  house.wake(caller.organizationId);
  return arrived;
}
