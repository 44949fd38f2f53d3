/** Every address of the page and of the API is written here and nowhere else. */

const prefix = "/api/v1";

type Query = Record<string, string | number | boolean | undefined>;

/** Address with the defined parameters of `query`, in their order. */
function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

const collection =
  (name: string) =>
  (query: Query = {}) =>
    withQuery(`${prefix}/${name}`, query);
const member =
  (name: string) =>
  (id: string, query: Query = {}) =>
    withQuery(`${prefix}/${name}/${encodeURIComponent(id)}`, query);
const verb =
  (name: string) =>
  (id: string, move: string, query: Query = {}) =>
    withQuery(`${prefix}/${name}/${encodeURIComponent(id)}/${move}`, query);

export const api = {
  session: `${prefix}/session`,
  clinics: collection("clinics"),
  clinic: member("clinics"),
  clinicPart: verb("clinics"),
  practitioners: collection("practitioners"),
  practitioner: member("practitioners"),
  services: collection("services"),
  service: member("services"),
  resources: collection("resources"),
  resource: member("resources"),
  pools: collection("pools"),
  pool: member("pools"),
  scheduleRules: collection("schedule-rules"),
  scheduleRule: member("schedule-rules"),
  scheduleExceptions: collection("schedule-exceptions"),
  scheduleException: member("schedule-exceptions"),
  holidays: collection("holidays"),
  timeOffRequests: collection("time-off-requests"),
  timeOffRequestVerb: verb("time-off-requests"),
  slots: collection("slots"),
  generateSlots: `${prefix}/slots/generate`,
  availability: collection("availability"),
  explain: collection("availability/explain"),
  patients: collection("patients"),
  patient: member("patients"),
  patientPart: verb("patients"),
  duplicates: collection("patients/duplicates"),
  patientMerges: collection("patient-merges"),
  patientMergeVerb: verb("patient-merges"),
  appointments: collection("appointments"),
  appointment: member("appointments"),
  appointmentVerb: verb("appointments"),
  bulkAppointments: `${prefix}/appointments/bulk`,
  holds: `${prefix}/holds`,
  visits: collection("visits"),
  visitVerb: verb("visits"),
  queue: collection("queue"),
  callNext: `${prefix}/queue/call-next`,
  visitTicketVerb: verb("visit-tickets"),
  display: collection("display"),
  myDay: collection("my-day"),
  report: (name: "waiting-times" | "no-shows" | "utilization", query: Query) =>
    withQuery(`${prefix}/reports/${name}`, query),
  dashboard: collection("dashboard"),
  calendar: collection("calendar"),
  dayHistory: collection("day-history"),
  events: collection("events"),
  payments: collection("payments"),
  payment: member("payments"),
  paymentVerb: verb("payments"),
  dayClose: collection("day-close"),
  reopenDay: `${prefix}/day-close/reopen`,
  cashDrawers: collection("cash-drawers"),
  cashDrawerVerb: verb("cash-drawers"),
  contracts: collection("contracts"),
  contract: member("contracts"),
  contractPart: verb("contracts"),
  bookingRequests: collection("booking-requests"),
  bookingRequest: member("booking-requests"),
  bookingRequestVerb: verb("booking-requests"),
  sessionTickets: collection("session-tickets"),
  sessionRules: collection("session-rules"),
  sessionRule: member("session-rules"),
  generateSessions: `${prefix}/sessions/generate`,
  bedSessions: collection("sessions"),
  bedSession: member("sessions"),
  bedSessionVerb: verb("sessions"),
  bedsFree: collection("sessions/availability"),
  bedOfSession: (id: string, bedId: string) => verb("sessions")(id, `beds/${encodeURIComponent(bedId)}`),
  admissionVerb: verb("admissions"),
  standingAdmissions: collection("standing-admissions"),
  standingAdmission: member("standing-admissions"),
  standingAdmissionVerb: verb("standing-admissions"),
  waitlist: collection("waitlist"),
  openings: collection("waitlist/openings"),
  offers: collection("waitlist/offers"),
  offerVerb: verb("waitlist/offers"),
  plans: collection("matching/plans"),
  plan: member("matching/plans"),
  planVerb: verb("matching/plans"),
} as const;

export const page = {
  signIn: "/sign-in",
  dashboard: "/",
  calendar: "/calendar",
  book: "/book",
  appointments: "/appointments",
  requests: "/requests",
  queue: "/queue",
  myDay: "/my-day",
  display: "/display",
  reports: "/reports",
  sessions: "/sessions",
  weeklySessions: "/sessions/weekly",
  standingPatients: "/sessions/standing",
  dayHistory: "/day-history",
  payments: "/payments",
  dayClose: "/day-close",
  patients: "/patients",
  duplicates: "/patients/duplicates",
  timeOff: "/time-off",
  patient: "/patients/$patientId",
  course: "/patients/$patientId/course",
  contracts: "/contracts",
  newContract: "/contracts/new",
  contract: "/contracts/$contractId",
  bookingRequests: "/booking-requests",
  waitlist: "/waitlist",
  clinics: "/clinics",
  practitioners: "/practitioners",
  hours: "/practitioners/$practitionerId/hours",
  services: "/services",
  newService: "/services/new",
  service: "/services/$serviceId",
  resources: "/resources",
  resourceHours: "/resources/$resourceId/hours",
  holidays: "/holidays",
  plans: "/plans",
  plan: "/plans/$planId",
  newReplan: "/plans/replan",
  newItinerary: "/plans/itinerary",
} as const;
