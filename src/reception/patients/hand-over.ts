import type { Moved } from "../../people/merges.ts";
import type { Transaction } from "../../platform/database.ts";
import { type Announcement, announce } from "../../platform/outbox.sql.ts";
import {
  handOverAppointments,
  handOverNotes,
  handOverPapers,
  handOverPayments,
  handOverProposals,
  handOverVisits,
  type Handed,
  type HandOver,
  type Ids,
} from "./belongings.sql.ts";
import { deleteJoinedTickets, handOverTickets, openTickets } from "./tickets.sql.ts";

/**
 * Gives one patient's belongings to another one: all of them, or those that are named. What goes together goes in one transaction,
 * in the order in which the desk locks it. Whoever looks at one of the clinics hears of it.
 */
export async function handOver(
  tx: Transaction,
  over: HandOver,
  ids: Ids | null,
): Promise<Omit<Moved, "patients" | "fields">> {
  const contracts = await handOverPapers(tx, "contracts", over, ids?.contracts ?? null);
  const appointments = await handOverAppointments(tx, over, ids?.appointments ?? null);
  const visitTickets = await handOverTickets(tx, over, ids && { tickets: ids.visit_tickets, visits: ids.visits });
  if (ids) await openTickets(tx, over, ids.visits);
  const visits = await handOverVisits(tx, over, ids?.visits ?? null);
  const joined = ids ? [] : await deleteJoinedTickets(tx, over.from);
  const payments = await handOverPayments(tx, over, ids?.payments ?? null);
  const requests = await handOverPapers(tx, "booking_requests", over, ids?.requests ?? null);
  const standing = await handOverPapers(tx, "standing_admissions", over, ids?.standing_admissions ?? null);
  const notes = await handOverNotes(tx, over, ids?.medical_notes ?? null);
  if (!ids) await handOverProposals(tx, over);
  await announce(
    tx,
    [
      ...appointments.map((one) => announcement(one, "appointment_updated", "appointments")),
      ...visits.map((one) => announcement(one, "queue_updated", "queue")),
      ...payments.map((one) => announcement(one, "payment_updated", "payments")),
    ],
    over.now,
  );
  return {
    contracts,
    appointments: appointments.map(({ id }) => id),
    visit_tickets: visitTickets,
    visits: visits.map(({ id }) => id),
    joined,
    payments: payments.map(({ id }) => id),
    requests,
    standing_admissions: standing,
    medical_notes: notes,
  };
}

const announcement = (
  { id, clinic_id, practitioner_id, version }: Handed,
  kind: Announcement["kind"],
  area: Announcement["area"],
): Announcement => ({ kind, area, clinicId: clinic_id, practitionerIds: [practitioner_id], subjectId: id, version });
