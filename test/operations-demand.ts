import type { Operation } from "../src/core/roles.ts";
import { workWaitlist } from "../src/matching/waitlist/work-waitlist.ts";
import type { House } from "../src/platform/house.ts";
import type { Booked } from "./answers.ts";
import type { Client } from "./client.ts";
import { type TestClinic, wishAt } from "./clinic.ts";
import type { SampleCall } from "./sample-call.ts";

/** One thing of every kind that demand and matching name in a path. */
export interface Demanded {
  contractId: string;
  requestId: string;
  ticketId: string;
  offerId: string;
  planId: string;
}

type DemandOperation = Extract<
  Operation,
  | `${string}Contract${string}`
  | `${string}Request${string}`
  | `${string}Ticket${string}`
  | `${string}Plan${string}`
  | `${string}Offer${string}`
  | "readFeasibility"
  | "listWaitlist"
  | "listOpenings"
>;
type Calls = Record<Exclude<DemandOperation, `${string}TimeOff${string}` | `${string}Visit${string}`>, SampleCall>;

/** A draft, an open request with a planned ticket, an offer that waits for its answer, and a plan that is ready. */
export async function furnishDemand(admin: Client, ids: TestClinic, house: House): Promise<Demanded> {
  const { clinicId: clinic_id, consultationId: service_id } = ids;
  const [patient_id] = ids.patientIds;
  const line = { service_id, sessions: 2, price_minor: 5000 };
  const contract = await admin.post<{ id: string }>("/contracts", { clinic_id, patient_id, lines: [line] });
  const wanted = { clinic_id, patient_id, service_id, sessions: 2, waitlisted: true };
  const request = await admin.post<{ id: string }>("/booking-requests", wanted);
  const tickets = await admin.get<{ items: { id: string }[] }>(`/session-tickets?request_id=${request.body.id}`);
  const plan = await admin.post<{ id: string }>("/matching/plans", { request_ids: [request.body.id] });
  return {
    contractId: contract.body.id,
    requestId: request.body.id,
    ticketId: tickets.body.items[0]!.id,
    offerId: await makeOffer(admin, ids, house),
    planId: plan.body.id,
  };
}

/** Somebody waits for one session, and a time that is freed is offered to them. */
async function makeOffer(admin: Client, ids: TestClinic, house: House): Promise<string> {
  const { clinicId: clinic_id, consultationId: service_id } = ids;
  const waiting = { clinic_id, service_id, patient_id: ids.patientIds[2], sessions: 1, priority: 9 };
  const request = await admin.post<{ id: string }>("/booking-requests", waiting);
  const booked = await admin.post<Booked>("/appointments", wishAt(ids, "2026-11-20T12:00:00Z", 1));
  await admin.post(`/appointments/${booked.body.appointment.id}/cancel`);
  await workWaitlist(house, ids.organizationId);
  const path = `/waitlist/offers?request_id=${request.body.id}`;
  const { body } = await admin.get<{ items: { id: string }[] }>(path);
  return body.items[0]!.id;
}

/** What they are called with. */
export function demandCalls(ids: TestClinic & Demanded): Calls {
  const { clinicId: clinic_id, consultationId: service_id, contractId, requestId, offerId, planId } = ids;
  const [practitioner_id] = ids.practitionerIds;
  const [patient_id] = ids.patientIds;
  const get = (path: string): SampleCall => ({ method: "GET", path });
  const post = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "POST", path, body });
  const patch = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "PATCH", path, body });
  const wishes = {
    earliest_date: "2026-11-19",
    latest_date: "2027-03-01",
    min_days_between: 5,
    max_days_between: 10,
    preferred_days_between: 7,
    practitioner_id,
    practitioner_required: true,
    clinic_required: true,
    patterns: [{ weekday: 1, start_local: "10:00", end_local: "12:00", practitioner_id, weight: 80 }],
  };
  return {
    listContracts: get(`/contracts?clinic_id=${clinic_id}&patient_id=${patient_id}&status=draft&limit=5`),
    readContract: get(`/contracts/${contractId}`),
    createContract: post("/contracts", {
      clinic_id,
      patient_id,
      lines: [{ service_id, sessions: 6, price_minor: 4500, wishes }],
      notes: "Six\nsessions",
    }),
    changeContract: patch(`/contracts/${contractId}`, { notes: "Changed" }),
    readFeasibility: get(`/contracts/${contractId}/feasibility`),
    confirmContract: post(`/contracts/${contractId}/confirm`, {}),
    cancelContract: post(`/contracts/${contractId}/cancel`, { reason: "Moved away" }),

    listBookingRequests: get(
      `/booking-requests?clinic_id=${clinic_id}&patient_id=${patient_id}&service_id=${service_id}&status=open&limit=5`,
    ),
    readBookingRequest: get(`/booking-requests/${requestId}`),
    createBookingRequest: post("/booking-requests", {
      clinic_id,
      patient_id,
      service_id,
      sessions: 3,
      ...wishes,
      priority: 3,
      waitlisted: true,
      offer_notice_minutes: 60,
      notes: "Two\nlines",
    }),
    changeBookingRequest: patch(`/booking-requests/${requestId}`, { priority: 4 }),
    cancelBookingRequest: post(`/booking-requests/${requestId}/cancel`, { reason: "Not needed" }),
    autoFillRequest: post(`/booking-requests/${requestId}/auto-fill`, {}),
    listSessionTickets: get(`/session-tickets?request_id=${requestId}&patient_id=${patient_id}&status=planned&limit=5`),

    listWaitlist: get(`/waitlist?clinic_id=${clinic_id}&service_id=${service_id}&limit=5`),
    listOpenings: get(`/waitlist/openings?clinic_id=${clinic_id}&status=open&limit=5`),
    listOffers: get(`/waitlist/offers?clinic_id=${clinic_id}&request_id=${requestId}&status=offered&limit=5`),
    acceptOffer: post(`/waitlist/offers/${offerId}/accept`, {}),
    declineOffer: post(`/waitlist/offers/${offerId}/decline`, { reason: "Away" }),

    listPlans: get(`/matching/plans?clinic_id=${clinic_id}&kind=batch&limit=5`),
    readPlan: get(`/matching/plans/${planId}`),
    createPlan: post("/matching/plans", { clinic_id, request_ids: [requestId], time_limit_seconds: 1 }),
    commitPlan: post(`/matching/plans/${planId}/commit`, {}),
    undoPlan: post(`/matching/plans/${planId}/undo`, {}),
    cancelPlan: post(`/matching/plans/${planId}/cancel`, {}),
  };
}
