import type { Operation } from "../src/core/roles.ts";
import type { House } from "../src/platform/house.ts";
import type { Booked } from "./answers.ts";
import type { Client } from "./client.ts";
import { type TestClinic, wishAt } from "./clinic.ts";
import type { SampleCall } from "./sample-call.ts";
import { type Demanded, demandCalls, furnishDemand } from "./operations-demand.ts";
import { type Admitted, admissionCalls, furnishAdmissions } from "./operations-admissions.ts";
import { furnishWard, sessionCalls, type Ward } from "./operations-day.ts";
import { queueCalls } from "./operations-queue.ts";
import { type Doubled, furnishPeople, peopleCalls } from "./operations-people.ts";
import { furnishMoney, type Moneyed, moneyCalls } from "./operations-money.ts";

/** A clinic with one thing of every kind that a path can name. */
export interface Furnished extends TestClinic, Demanded, Doubled, Moneyed, Ward, Admitted {
  appointmentId: string;
  heldId: string;
  visitId: string;
  paymentId: string;
  tokenId: string;
  poolId: string;
  exceptionId: string;
  timeOffId: string;
}

/** Books an appointment and makes a token, so that every path has something to name. */
export async function furnish(admin: Client, ids: TestClinic, house: House): Promise<Furnished> {
  const { body } = await admin.post<Booked>("/appointments", wishAt(ids, "2026-11-18T12:00:00Z"));
  const held = await admin.post<Booked>("/holds", { ...wishAt(ids, "2026-11-18T13:00:00Z"), ttl_seconds: 3600 });
  const token = await admin.post<{ id: string }>("/tokens", { name: "sample" });
  const [resource_id] = ids.practitionerIds;
  const during = { resource_id, from: "2030-01-01", to: "2030-01-02" };
  const blocked = { kind: "blocked", clinic_id: ids.clinicId, ...during };
  const exception = await admin.post<{ id: string }>("/schedule-exceptions", blocked);
  const timeOff = await admin.post<{ id: string }>("/time-off-requests", during);
  const inPool = { clinic_id: ids.clinicId, resource_ids: [ids.roomId] };
  const pool = await admin.post<{ id: string }>("/pools", { name: "Rooms", ...inPool });
  const ward = await furnishWard(admin, ids);
  return {
    ...ids,
    ...(await furnishDemand(admin, ids, house)),
    ...ward,
    ...(await furnishAdmissions(admin, ids, ward)),
    ...(await furnishPeople(admin)),
    ...(await furnishMoney(admin, ids, body)),
    appointmentId: body.appointment.id,
    heldId: held.body.appointment.id,
    visitId: body.visit.id,
    paymentId: body.payment.id,
    tokenId: token.body.id,
    exceptionId: exception.body.id,
    timeOffId: timeOff.body.id,
    poolId: pool.body.id,
  };
}

/** Every operation of the role table with a call of it; a new operation needs a line here before anything compiles. */
export function sampleCalls(ids: Furnished): Record<Operation, SampleCall> {
  const { clinicId, consultationId: serviceId, roomId, ruleId } = ids;
  const [practitionerId] = ids.practitionerIds;
  const [patientId] = ids.patientIds;
  const day = "from=2026-11-19&to=2026-11-20";
  const instants = "from=2026-11-19T00:00:00Z&to=2026-11-20T00:00:00Z";
  const visit = (move: string): SampleCall => ({ method: "POST", path: `/visits/${ids.visitId}/${move}`, body: {} });
  const get = (path: string): SampleCall => ({ method: "GET", path });
  const post = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "POST", path, body });
  const patch = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "PATCH", path, body });
  return {
    endSession: { method: "DELETE", path: "/session" },
    readSession: get("/session"),

    listAccounts: get("/accounts"),
    createAccount: post("/accounts", {
      email: `somebody@${ids.slug}.example`,
      name: "Somebody",
      role: "doctor",
      password: "long enough for us",
      practitioner_id: practitionerId,
    }),
    listTokens: get("/tokens"),
    createToken: post("/tokens", { name: "another", expires_at: "2027-11-18T12:00:00Z" }),
    revokeToken: { method: "DELETE", path: `/tokens/${ids.tokenId}` },

    listClinics: get("/clinics"),
    readClinic: get(`/clinics/${clinicId}`),
    createClinic: post("/clinics", {
      name: "New clinic",
      timezone: "Africa/Cairo",
      queue_policy: "on_booking",
      address: "1 Street",
      phone: "+302100000000",
    }),
    changeClinic: patch(`/clinics/${clinicId}`, { address: "2 Street" }),
    listClinicPractitioners: get(`/clinics/${clinicId}/practitioners`),
    listClinicServices: get(`/clinics/${clinicId}/services`),
    listPractitioners: get("/practitioners"),
    readPractitioner: get(`/practitioners/${practitionerId}`),
    createPractitioner: post("/practitioners", {
      name: "New practitioner",
      specialty: "Cardiology",
      share_basis_points: 5000,
      lanes: 1,
      clinic_ids: [clinicId],
    }),
    changePractitioner: patch(`/practitioners/${practitionerId}`, { specialty: "Dermatology" }),
    listServices: get("/services"),
    readService: get(`/services/${serviceId}`),
    createService: post("/services", {
      name: "New service",
      description: "What it is",
      duration_minutes: 30,
      buffer_before_minutes: 5,
      buffer_after_minutes: 5,
      price_minor: 1000,
      currency: "EUR",
      consultation_mode: "in_person",
      min_notice_minutes: 0,
      max_future_days: 90,
      allow_patient_reschedule: true,
      max_reschedule_count: 1,
      requires_approval: true,
      late_cancel_notice_minutes: 120,
      no_show_forfeits: true,
      deposit_minor: 200,
      late_cancel_fee_minor: 300,
      no_show_fee_minor: 500,
      clinic_ids: [clinicId],
      practitioner_ids: [practitionerId],
      phases: [
        { starts_minute: 0, ends_minute: 30, need: "practitioner" },
        { starts_minute: 0, ends_minute: 30, need: "resource", resource_id: roomId },
      ],
    }),
    changeService: patch(`/services/${serviceId}`, { description: "Changed" }),
    listResources: get(`/resources?clinic_id=${clinicId}&kind=room`),
    readResource: get(`/resources/${roomId}`),
    createResource: post("/resources", { clinic_id: clinicId, kind: "room", name: "New room", lanes: 2 }),
    changeResource: patch(`/resources/${roomId}`, { name: "Scan room 2" }),

    listPools: get(`/pools?clinic_id=${clinicId}`),
    readPool: get(`/pools/${ids.poolId}`),
    createPool: post("/pools", { clinic_id: clinicId, name: "New pool", resource_ids: [roomId] }),
    changePool: patch(`/pools/${ids.poolId}`, { name: "Scan rooms" }),

    listScheduleRules: get(`/schedule-rules?clinic_id=${clinicId}&resource_id=${practitionerId}`),
    readScheduleRule: get(`/schedule-rules/${ruleId}`),
    createScheduleRule: post("/schedule-rules", {
      resource_id: roomId,
      clinic_id: clinicId,
      weekday: 1,
      start_local: "09:00",
      end_local: "17:00",
      timezone: "Europe/Athens",
      valid_from: "2030-01-01",
      valid_to: "2030-12-31",
      slot_minutes: 30,
      lanes: 1,
      label: "Later",
      breaks: [{ start_local: "12:00", end_local: "12:30", label: "Lunch" }],
    }),
    changeScheduleRule: patch(`/schedule-rules/${ruleId}`, { label: "Night" }),
    deleteScheduleRule: { method: "DELETE", path: `/schedule-rules/${ruleId}` },
    listHolidays: get(`/holidays?clinic_id=${clinicId}&year=2026`),
    listScheduleExceptions: get(
      `/schedule-exceptions?clinic_id=${clinicId}&resource_id=${practitionerId}&kind=blocked&source=manual&${day}`,
    ),
    readScheduleException: get(`/schedule-exceptions/${ids.exceptionId}`),
    createScheduleException: post("/schedule-exceptions", {
      kind: "available",
      source: "manual",
      resource_id: practitionerId,
      clinic_id: clinicId,
      service_id: serviceId,
      room_id: roomId,
      from: "2030-03-02",
      to: "2030-03-03T12:00:00+02:00",
      timezone: "Europe/Athens",
      reason: "Open day",
      lanes: 1,
      slot_minutes: 30,
    }),
    changeScheduleException: patch(`/schedule-exceptions/${ids.exceptionId}`, { reason: "Changed", to: "2030-01-03" }),
    deleteScheduleException: { method: "DELETE", path: `/schedule-exceptions/${ids.exceptionId}` },
    listTimeOffRequests: get(`/time-off-requests?resource_id=${practitionerId}&status=pending&${day}`),
    readTimeOffRequest: get(`/time-off-requests/${ids.timeOffId}`),
    createTimeOffRequest: post("/time-off-requests", {
      resource_id: practitionerId,
      from: "2030-05-02",
      to: "2030-05-04",
      timezone: "Europe/Athens",
      reason: "Holiday",
    }),
    approveTimeOffRequest: post(`/time-off-requests/${ids.timeOffId}/approve`, { notes: "Two\nlines" }),
    denyTimeOffRequest: post(`/time-off-requests/${ids.timeOffId}/deny`, { notes: "Two\nlines" }),
    listSlots: get(`/slots?clinic_id=${clinicId}&resource_id=${practitionerId}&status=available&limit=5&${instants}`),
    generateSlots: post("/slots/generate", {
      clinic_id: clinicId,
      resource_id: practitionerId,
      from: "2026-11-18",
      to: "2026-11-20",
    }),

    findAvailability: get(`/availability?service_id=${serviceId}&clinic_id=${clinicId}&limit=5&${day}`),
    explainAvailability: get(
      `/availability/explain?service_id=${serviceId}&clinic_id=${clinicId}&practitioner_id=${practitionerId}&starts_at=2026-11-19T09:00:00Z`,
    ),

    listPatients: get("/patients?limit=5"),
    readPatient: get(`/patients/${patientId}`),
    createPatient: post("/patients", {
      name: "New patient",
      phone: "+306900000099",
      phone_is_own: false,
      birth_date: "1980-02-29",
      gender: "other",
      address: "3 Street",
      notes: "Two\nlines",
      timezone: "Africa/Cairo",
    }),
    changePatient: patch(`/patients/${patientId}`, { notes: "Changed" }),

    ...peopleCalls(ids),
    ...demandCalls(ids),

    listAppointments: get(
      `/appointments?clinic_id=${clinicId}&practitioner_id=${practitionerId}&patient_id=${patientId}&status=confirmed&${instants}`,
    ),
    readAppointment: get(`/appointments/${ids.appointmentId}`),
    bookAppointment: post("/appointments", { ...wishAt(ids, "2026-11-19T12:00:00Z", 1), notes: "Two\nlines" }),
    rescheduleAppointment: post(`/appointments/${ids.appointmentId}/reschedule`, {
      starts_at: "2026-11-18T13:00:00Z",
      practitioner_id: practitionerId,
    }),
    checkInAppointment: post(`/appointments/${ids.appointmentId}/check-in`, {}),
    holdAppointment: post("/holds", { ...wishAt(ids, "2026-11-18T14:00:00Z"), ttl_seconds: 300 }),
    confirmAppointment: post(`/appointments/${ids.heldId}/confirm`, {}),
    completeAppointment: post(`/appointments/${ids.appointmentId}/complete`, {}),
    noShowAppointment: post(`/appointments/${ids.appointmentId}/no-show`, {}),
    undoAppointment: post(`/appointments/${ids.appointmentId}/undo`, {}),
    moveAppointments: post("/appointments/bulk", { move: "cancel", appointment_ids: [ids.appointmentId] }),
    readDayHistory: get(`/day-history?clinic_id=${clinicId}&date=2026-11-18&at=2026-11-18T09:12:00Z`),
    listEvents: get(`/events?subject_id=${ids.appointmentId}`),
    cancelAppointment: post(`/appointments/${ids.appointmentId}/cancel`, { reason: "Because" }),

    readCalendar: get(`/calendar?clinic_id=${clinicId}&${day}`),
    readQueue: get(`/queue?clinic_id=${clinicId}&date=2026-11-18`),
    readDashboard: get(`/dashboard?clinic_id=${clinicId}&date=2026-11-18`),
    walkIn: post("/visits", {
      clinic_id: clinicId,
      practitioner_id: practitionerId,
      patient_id: ids.patientIds[2],
      service_id: serviceId,
      notes: "Walked in",
    }),
    callVisit: visit("call"),
    requeueVisit: visit("requeue"),
    startVisit: visit("start"),
    finishVisit: visit("finish"),
    leaveVisit: visit("leave"),
    settleVisit: post(`/visits/${ids.visitId}/settle`, { method: "cash" }),
    readVisitTicket: get(`/visit-tickets/${ids.visitTicketId}`),
    listVisitTickets: get(`/visit-tickets?patient_id=${patientId}&date=2026-11-18`),

    listPayments: get(`/payments?clinic_id=${clinicId}&patient_id=${patientId}&status=pending&outstanding=true&${day}`),
    readPayment: get(`/payments/${ids.paymentId}`),
    enterPayment: post(`/payments/${ids.paymentId}/entries`, { kind: "receipt", amount_minor: 1, method: "cash" }),
    ...moneyCalls(ids),
    ...queueCalls(ids),
    ...sessionCalls(ids),
    ...admissionCalls(ids),
  };
}
