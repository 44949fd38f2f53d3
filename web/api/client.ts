import { api } from "../urls.ts";
import { request } from "./request.ts";
import type * as T from "./types.ts";

export const get = <Answer>(url: string) => request<Answer>("GET", url);
export const post = <Answer>(url: string, body: unknown = {}, idempotencyKey?: string) =>
  request<Answer>("POST", url, { body, idempotencyKey });
const patch = <Answer>(url: string, body: unknown, version: number) => request<Answer>("PATCH", url, { body, version });
/** A creation whose repeat does no harm that a person would not see: its key is new with every call. */
const create = <Answer>(url: string, body: unknown) => post<Answer>(url, body, crypto.randomUUID());

/** The whole list: follows the cursor to its end. For lists that a person can oversee (clinics, services, rules). */
async function all<Item>(urlOf: (cursor: string | undefined) => string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await get<{ items: Item[]; next_cursor: string | null }>(urlOf(cursor));
    items.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return items;
}
const limit = 200;
const preview = true;

export const client = {
  readSession: () => get<T.Session>(api.session),
  signIn: (credentials: T.Credentials) => post<T.Session>(api.session, credentials),
  signOut: () => request<undefined>("DELETE", api.session),

  listClinics: () => all<T.Clinic>((cursor) => api.clinics({ limit, cursor })),
  createClinic: (body: T.NewClinic) => create<T.Clinic>(api.clinics(), body),
  changeClinic: (id: string, body: T.ClinicChange, version: number) => patch<T.Clinic>(api.clinic(id), body, version),
  listPractitioners: () => all<T.Practitioner>((cursor) => api.practitioners({ limit, cursor })),
  createPractitioner: (body: T.NewPractitioner) => create<T.Practitioner>(api.practitioners(), body),
  changePractitioner: (id: string, body: T.PractitionerChange, version: number) =>
    patch<T.Practitioner>(api.practitioner(id), body, version),
  listServices: () => all<T.Service>((cursor) => api.services({ limit, cursor })),
  createService: (body: T.NewService) => create<T.Service>(api.services(), body),
  changeService: (id: string, body: T.ServiceChange, version: number) =>
    patch<T.Service>(api.service(id), body, version),
  listResources: () => all<T.Resource>((cursor) => api.resources({ limit, cursor })),
  createResource: (body: T.NewResource) => create<T.Resource>(api.resources(), body),
  changeResource: (id: string, body: T.ResourceChange, version: number) =>
    patch<T.Resource>(api.resource(id), body, version),
  listPools: () => all<T.Pool>((cursor) => api.pools({ limit, cursor })),
  createPool: (body: T.NewPool) => create<T.Pool>(api.pools(), body),
  changePool: (id: string, body: T.PoolChange, version: number) => patch<T.Pool>(api.pool(id), body, version),
  clinicPractitioners: (id: string) => get<T.PractitionerPage>(api.clinicPart(id, "practitioners")),
  clinicServices: (id: string) => get<T.ServicePage>(api.clinicPart(id, "services")),

  listScheduleRules: (resourceId: string) =>
    all<T.ScheduleRule>((cursor) => api.scheduleRules({ resource_id: resourceId, limit, cursor })),
  createScheduleRule: (body: T.NewScheduleRule) => create<T.ScheduleRule>(api.scheduleRules(), body),
  changeScheduleRule: (id: string, body: T.ScheduleRuleChange, version: number) =>
    patch<T.ScheduleRule>(api.scheduleRule(id), body, version),
  deleteScheduleRule: (id: string, version: number) => request<undefined>("DELETE", api.scheduleRule(id), { version }),
  listScheduleExceptions: (query: { resource_id?: string; clinic_id?: string; from: string; to: string }) =>
    all<T.ScheduleException>((cursor) => api.scheduleExceptions({ ...query, limit, cursor })),
  readScheduleException: (id: string) => get<T.ScheduleException>(api.scheduleException(id)),
  createScheduleException: (body: T.NewScheduleException) =>
    create<T.ScheduleException>(api.scheduleExceptions(), body),
  changeScheduleException: (id: string, body: T.ScheduleExceptionChange, version: number) =>
    patch<T.ScheduleException>(api.scheduleException(id), body, version),
  deleteScheduleException: (id: string, version: number) =>
    request<undefined>("DELETE", api.scheduleException(id), { version }),
  listHolidays: (clinicId: string, year: number) =>
    get<{ items: T.Holiday[] }>(api.holidays({ clinic_id: clinicId, year })),
  listTimeOffRequests: (query: { from: string }) =>
    all<T.TimeOffRequest>((cursor) => api.timeOffRequests({ ...query, limit, cursor })),
  createTimeOffRequest: (body: T.NewTimeOffRequest) => create<T.TimeOffRequest>(api.timeOffRequests(), body),
  approveTimeOffRequest: (id: string, body: T.TimeOffDecision, version: number) =>
    request<T.TimeOffApproval>("POST", api.timeOffRequestVerb(id, "approve"), { body, version }),
  denyTimeOffRequest: (id: string, body: T.TimeOffDecision, version: number) =>
    request<T.TimeOffRequest>("POST", api.timeOffRequestVerb(id, "deny"), { body, version }),
  listSlots: (query: { resource_id: string; from: string; to: string }) =>
    all<T.Slot>((cursor) => api.slots({ ...query, limit: 5000, cursor })),
  generateSlots: (body: T.SlotGeneration) => create<T.GeneratedSlots>(api.generateSlots, body),

  findAvailability: (query: T.WishQuery & { from: string; to: string }) =>
    get<T.Availability>(api.availability({ ...query, limit: 5000 })),
  explain: (query: T.WishQuery & { starts_at: string }) => get<T.Explanation>(api.explain(query)),

  findPatients: (query: string, cursor?: string) =>
    get<T.PatientPage>(api.patients({ query: query || undefined, limit: 20, cursor })),
  readPatient: (id: string) => get<T.Patient>(api.patient(id)),
  createPatient: (body: T.NewPatient) => create<T.Patient>(api.patients(), body),
  changePatient: (id: string, body: T.PatientChange, version: number) =>
    patch<T.Patient>(api.patient(id), body, version),

  readAppointment: (id: string) => get<T.AppointmentDetail>(api.appointment(id)),
  listAppointments: (query: {
    clinic_id: string;
    practitioner_id?: string | undefined;
    status?: T.Appointment["status"] | undefined;
    from: string;
    to?: string;
  }) => all<T.Appointment>((cursor) => api.appointments({ ...query, limit, cursor })),
  book: (body: T.NewAppointment, key: string) => post<T.Booked>(api.appointments(), body, key),
  hold: (body: T.NewHold, key: string) => post<T.Booked>(api.holds, body, key),
  confirm: (id: string, body: T.Confirmation = {}) =>
    post<T.AppointmentMoved>(api.appointmentVerb(id, "confirm"), body),
  /** Also while the page is being left. */
  letGo: (id: string) =>
    request<T.AppointmentMoved>("POST", api.appointmentVerb(id, "cancel"), { body: {}, keepalive: true }),
  cancel: (id: string, body: T.Cancellation) => post<T.AppointmentMoved>(api.appointmentVerb(id, "cancel"), body),
  reschedule: (id: string, body: T.Rescheduling, version: number) =>
    request<T.AppointmentMoved>("POST", api.appointmentVerb(id, "reschedule"), { body, version }),
  moveAppointment: (id: string, move: "check-in" | "no-show" | "complete") =>
    post<T.AppointmentMoved>(api.appointmentVerb(id, move)),
  moveAppointments: (body: T.BulkMove) => create<T.BulkMoved>(api.bulkAppointments, body),

  walkIn: (body: T.WalkIn, key: string) => post<T.WalkedIn>(api.visits(), body, key),
  settle: (id: string, body: T.Settlement) => post<T.Settled>(api.visitVerb(id, "settle"), body),

  readDashboard: (clinicId: string, date: string) => get<T.Dashboard>(api.dashboard({ clinic_id: clinicId, date })),
  readCalendar: (clinicId: string, from: string, to: string) =>
    get<T.Calendar>(api.calendar({ clinic_id: clinicId, from, to })),
  readDayHistory: (query: { clinic_id: string; date: string; at?: string | undefined }) =>
    get<T.DayHistory>(api.dayHistory(query)),
  listEvents: (subjectId: string) => get<T.Story>(api.events({ subject_id: subjectId })),

  listPayments: (query: {
    clinic_id: string;
    outstanding?: boolean | undefined;
    from?: string | undefined;
    to?: string | undefined;
    limit?: number;
    cursor?: string | undefined;
  }) => get<T.PaymentPage>(api.payments(query)),
  readPayment: (id: string) => get<T.PaymentDetail>(api.payment(id)),
  enterPayment: (id: string, body: T.NewEntry, key: string) =>
    post<T.EnteredPayment>(api.paymentVerb(id, "entries"), body, key),

  listContracts: (query: {
    clinic_id?: string;
    patient_id?: string;
    status?: T.Contract["status"] | undefined;
    limit?: number;
    cursor?: string | undefined;
  }) => get<T.ContractPage>(api.contracts(query)),
  readContract: (id: string) => get<T.Contract>(api.contract(id)),
  createContract: (body: T.NewContract, key: string) => post<T.Contract>(api.contracts(), body, key),
  changeContract: (id: string, body: T.ContractChange, version: number) =>
    patch<T.Contract>(api.contract(id), body, version),
  readFeasibility: (id: string) => get<T.Feasibility>(api.contractPart(id, "feasibility")),
  /** What is signed is what was read: the version says so. */
  confirmContract: (id: string, { version }: { version: number }, key: string) =>
    request<T.SignedContract>("POST", api.contractPart(id, "confirm"), { body: {}, version, idempotencyKey: key }),
  cancelContract: (id: string, body: T.ContractCancel, version: number) =>
    request<T.Contract>("POST", api.contractPart(id, "cancel"), {
      body,
      version,
      idempotencyKey: crypto.randomUUID(),
    }),

  listBookingRequests: (query: {
    clinic_id?: string;
    patient_id?: string;
    status?: T.BookingRequest["status"] | undefined;
    limit?: number;
    cursor?: string | undefined;
  }) => get<T.BookingRequestPage>(api.bookingRequests(query)),
  createBookingRequest: (body: T.NewBookingRequest, key: string) =>
    post<T.BookingRequest>(api.bookingRequests(), body, key),
  changeBookingRequest: (id: string, body: T.BookingRequestChange, version: number) =>
    patch<T.BookingRequest>(api.bookingRequest(id), body, version),
  cancelBookingRequest: (id: string, body: { reason?: string | null | undefined }) =>
    create<T.BookingRequest>(api.bookingRequestVerb(id, "cancel"), body),
  autoFill: (id: string, body: object, key: string) =>
    post<T.AutoFilled>(api.bookingRequestVerb(id, "auto-fill"), body, key),
  listTickets: (query: { patient_id?: string; request_id?: string; contract_id?: string }) =>
    all<T.SessionTicket>((cursor) => api.sessionTickets({ ...query, limit, cursor })),

  listWaitlist: (clinicId: string, cursor?: string) =>
    get<T.WaitlistPage>(api.waitlist({ clinic_id: clinicId, limit: 50, cursor })),
  listOpenings: (clinicId: string, cursor?: string) =>
    get<T.OpeningPage>(api.openings({ clinic_id: clinicId, limit: 20, cursor })),
  listOffers: (clinicId: string) =>
    all<T.WaitlistOffer>((cursor) => api.offers({ clinic_id: clinicId, status: "offered", limit, cursor })),
  acceptOffer: (id: string) => create<T.WaitlistOffer>(api.offerVerb(id, "accept"), {}),
  declineOffer: (id: string, body: { reason?: string | null | undefined }) =>
    create<T.WaitlistOffer>(api.offerVerb(id, "decline"), body),

  listSessionRules: (clinicId: string) =>
    all<T.SessionRule>((cursor) => api.sessionRules({ clinic_id: clinicId, limit, cursor })),
  createSessionRule: (body: T.NewSessionRule) => create<T.SessionRule>(api.sessionRules(), body),
  changeSessionRule: (id: string, body: T.SessionRuleChange, version: number) =>
    patch<T.SessionRule>(api.sessionRule(id), body, version),
  generateSessions: (body: T.SessionGeneration) => create<T.GeneratedSessions>(api.generateSessions, body),
  listBedSessions: (query: { clinic_id: string; from: string; to: string }) =>
    all<T.BedSession>((cursor) => api.bedSessions({ ...query, limit, cursor })),
  readBoard: (id: string) => get<T.SessionBoard>(api.bedSession(id)),
  readBedsFree: (query: { clinic_id: string; from: string; to: string }) =>
    get<T.SessionAvailability>(api.bedsFree(query)),
  putOnBedSession: (body: T.NewSession, key: string) => post<T.BedSession>(api.bedSessions(), body, key),
  moveBedSession: (id: string, move: "close" | "reopen", version: number) =>
    request<T.BedSession>("POST", api.bedSessionVerb(id, move), { body: {}, version }),
  callOffBedSession: (id: string, body: { reason: string }, version: number) =>
    request<T.SessionCalledOff>("POST", api.bedSessionVerb(id, "cancel"), { body, version }),
  putOffBedSession: (id: string, body: { starts_at: string }, version: number) =>
    request<T.SessionCalledOff>("POST", api.bedSessionVerb(id, "move"), { body, version }),
  changeBed: (sessionId: string, bedId: string, body: T.BedChange) =>
    create<T.BedChanged>(api.bedOfSession(sessionId, bedId), body),
  admit: (sessionId: string, body: T.NewAdmission, key: string) =>
    post<unknown>(api.bedSessionVerb(sessionId, "admissions"), body, key),
  assignBed: (appointmentId: string, body: T.BedAssignment, version: number) =>
    request<unknown>("POST", api.admissionVerb(appointmentId, "assign-bed"), { body, version }),
  transferAdmission: (appointmentId: string, body: T.AdmissionTransfer, version: number) =>
    request<unknown>("POST", api.admissionVerb(appointmentId, "transfer"), { body, version }),
  listStandingAdmissions: (cursor?: string) =>
    get<T.StandingAdmissionPage>(api.standingAdmissions({ limit: 50, cursor })),
  readStandingAdmission: (id: string) => get<T.StandingAdmissionWithResults>(api.standingAdmission(id)),
  createStandingAdmission: (body: T.NewStandingAdmission, key: string) =>
    post<T.StandingAdmissionWithResults>(api.standingAdmissions(), body, key),
  endStandingAdmission: (id: string, body: T.StandingAdmissionEnd, version: number) =>
    request<unknown>("POST", api.standingAdmissionVerb(id, "end"), { body, version }),

  plannedTickets: (clinicId: string, cursor?: string) =>
    get<T.TicketPage>(api.sessionTickets({ clinic_id: clinicId, status: "planned", limit, cursor })),

  listPlans: (clinicId: string, cursor?: string) =>
    get<T.PlanPage>(api.plans({ clinic_id: clinicId, limit: 50, cursor })),
  readPlan: (id: string) => get<T.Plan>(api.plan(id)),
  createPlan: (body: T.NewPlan, key: string) => post<T.Plan>(api.plans(), body, key),
  commitPlan: (id: string, body: T.PlanCommit, key: string) => post<T.Plan>(api.planVerb(id, "commit"), body, key),
  undoPlan: (id: string) => create<T.Plan>(api.planVerb(id, "undo"), {}),
  cancelPlan: (id: string, body: T.PlanCancel = {}) => create<T.Plan>(api.planVerb(id, "cancel"), body),

  /** What the call of the same name would do, without doing it. */
  preview: {
    createScheduleRule: (body: T.NewScheduleRule) => create<T.Impact>(api.scheduleRules({ preview }), body),
    changeScheduleRule: (id: string, body: T.ScheduleRuleChange, version: number) =>
      patch<T.Impact>(api.scheduleRule(id, { preview }), body, version),
    deleteScheduleRule: (id: string, version: number) =>
      request<T.Impact>("DELETE", api.scheduleRule(id, { preview }), { version }),
    createSessionRule: (body: T.NewSessionRule) => create<T.Impact>(api.sessionRules({ preview }), body),
    changeSessionRule: (id: string, body: T.SessionRuleChange, version: number) =>
      patch<T.Impact>(api.sessionRule(id, { preview }), body, version),
    createScheduleException: (body: T.NewScheduleException) =>
      create<T.Impact>(api.scheduleExceptions({ preview }), body),
    changeScheduleException: (id: string, body: T.ScheduleExceptionChange, version: number) =>
      patch<T.Impact>(api.scheduleException(id, { preview }), body, version),
    deleteScheduleException: (id: string, version: number) =>
      request<T.Impact>("DELETE", api.scheduleException(id, { preview }), { version }),
    approveTimeOffRequest: (id: string, version: number) =>
      request<T.TimeOffApproval>("POST", api.timeOffRequestVerb(id, "approve", { preview }), { body: {}, version }),
  },
};
