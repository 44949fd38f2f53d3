import { createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { appointmentStatus } from "../src/booking/schemas.ts";
import type { ContractStatus, RequestStatus, TimeOffStatus } from "../src/core/moves.ts";
import { contractStatus } from "../src/demand/contract-schemas.ts";
import { requestStatus } from "../src/demand/request-schemas.ts";
import { queryClient } from "./api/queries.ts";
import { proveWith, whenSignedOut } from "./api/request.ts";
import { desk, display, root, signIn, text } from "./entrance.tsx";
import { Failed, Loading } from "./parts/states.tsx";
import type {
  AppointmentsSearch,
  BookSearch,
  CalendarSearch,
  DayHistorySearch,
  HoursSearch,
  PatientSearch,
  PaymentsSearch,
  QueueSearch,
  ReplanSearch,
  ReportsSearch,
  SessionsSearch,
  TimeOffSearch,
} from "./searches.ts";
import { patientParts, reportNames } from "./searches.ts";
import { isDate, isInstant } from "./text/days.ts";
import { page } from "./urls.ts";

const date = (value: unknown): string | undefined => (isDate(value) ? value : undefined);
const instant = (value: unknown): string | undefined => (isInstant(value) ? value : undefined);
const dated = (search: Record<string, unknown>): { date?: string | undefined } => ({ date: date(search.date) });
const hoursSearch = (search: Record<string, unknown>): HoursSearch => ({
  date: date(search.date),
  view: search.view === "table" ? "table" : undefined,
});

/** Those of which holidays can be asked. */
const years = Array.from({ length: 101 }, (_, index) => 2000 + index);
const timeOffStatuses: readonly TimeOffStatus[] = ["pending", "approved", "denied"];

const under = <const Path extends string>(path: Path) => ({ getParentRoute: () => desk, path });

const pages = [
  createRoute({
    ...under(page.dashboard),
    component: lazyRouteComponent(() => import("./pages/dashboard.tsx"), "DashboardPage"),
  }),
  createRoute({
    ...under(page.calendar),
    validateSearch: (search): CalendarSearch => ({
      ...dated(search),
      appointment: text(search.appointment),
      columns: search.columns === "things" ? "things" : undefined,
      tickets: search.tickets === true ? true : undefined,
    }),
    component: lazyRouteComponent(() => import("./pages/calendar.tsx"), "CalendarPage"),
  }),
  createRoute({
    ...under(page.book),
    validateSearch: (search): BookSearch => ({
      practitioner: text(search.practitioner),
      patient: text(search.patient),
      date: date(search.date),
      time: text(search.time),
    }),
    component: lazyRouteComponent(() => import("./pages/book.tsx"), "BookPage"),
  }),
  createRoute({
    ...under(page.appointments),
    validateSearch: (search): AppointmentsSearch => ({
      ...dated(search),
      status: appointmentStatus.safeParse(search.status).data,
      practitioner: text(search.practitioner),
    }),
    component: lazyRouteComponent(() => import("./pages/appointments.tsx"), "AppointmentsPage"),
  }),
  createRoute({
    ...under(page.requests),
    component: lazyRouteComponent(() => import("./pages/requests.tsx"), "RequestsPage"),
  }),
  createRoute({
    ...under(page.queue),
    validateSearch: (search): QueueSearch => ({
      practitioner: text(search.practitioner),
      service: text(search.service),
    }),
    component: lazyRouteComponent(() => import("./pages/queue.tsx"), "QueuePage"),
  }),
  createRoute({
    ...under(page.myDay),
    component: lazyRouteComponent(() => import("./pages/my-day.tsx"), "MyDayPage"),
  }),
  createRoute({
    ...under(page.reports),
    validateSearch: (search): ReportsSearch => ({
      report: reportNames.find((name) => name === search.report),
      from: date(search.from),
      to: date(search.to),
    }),
    component: lazyRouteComponent(() => import("./pages/reports.tsx"), "ReportsPage"),
  }),
  createRoute({
    ...under(page.sessions),
    validateSearch: (search): SessionsSearch => dated(search),
    component: lazyRouteComponent(() => import("./pages/sessions.tsx"), "SessionsPage"),
  }),
  createRoute({
    ...under(page.weeklySessions),
    component: lazyRouteComponent(() => import("./pages/weekly-sessions.tsx"), "WeeklySessionsPage"),
  }),
  createRoute({
    ...under(page.standingPatients),
    component: lazyRouteComponent(() => import("./pages/standing-patients.tsx"), "StandingPatientsPage"),
  }),
  createRoute({
    ...under(page.dayHistory),
    validateSearch: (search): DayHistorySearch => ({ ...dated(search), at: instant(search.at) }),
    component: lazyRouteComponent(() => import("./pages/day-history.tsx"), "DayHistoryPage"),
  }),
  createRoute({
    ...under(page.payments),
    validateSearch: (search): PaymentsSearch => ({
      show: search.show === "all" || search.show === "day" ? search.show : "outstanding",
      date: date(search.date),
    }),
    component: lazyRouteComponent(() => import("./pages/payments.tsx"), "PaymentsPage"),
  }),
  createRoute({
    ...under(page.dayClose),
    validateSearch: dated,
    component: lazyRouteComponent(() => import("./pages/day-close.tsx"), "DayClosePage"),
  }),
  createRoute({
    ...under(page.patients),
    validateSearch: (search): { query?: string | undefined } => ({ query: text(search.query) }),
    component: lazyRouteComponent(() => import("./pages/patients.tsx"), "PatientsPage"),
  }),
  createRoute({
    ...under(page.duplicates),
    component: lazyRouteComponent(() => import("./pages/patient-duplicates.tsx"), "DuplicatesPage"),
  }),
  createRoute({
    ...under(page.patient),
    validateSearch: (search): PatientSearch => ({ show: patientParts.find((part) => part === search.show) }),
    component: lazyRouteComponent(() => import("./pages/patient.tsx"), "PatientPage"),
  }),
  createRoute({
    ...under(page.course),
    component: lazyRouteComponent(() => import("./pages/course.tsx"), "CoursePage"),
  }),
  createRoute({
    ...under(page.contracts),
    validateSearch: (search): { status?: ContractStatus | undefined } => ({
      status: contractStatus.safeParse(search.status).data,
    }),
    component: lazyRouteComponent(() => import("./pages/contracts.tsx"), "ContractsPage"),
  }),
  createRoute({
    ...under(page.newContract),
    validateSearch: (search): { patient?: string | undefined } => ({ patient: text(search.patient) }),
    component: lazyRouteComponent(() => import("./pages/contract.tsx"), "NewContractPage"),
  }),
  createRoute({
    ...under(page.contract),
    component: lazyRouteComponent(() => import("./pages/contract.tsx"), "ContractPage"),
  }),
  createRoute({
    ...under(page.bookingRequests),
    validateSearch: (search): { status?: RequestStatus | undefined } => ({
      status: requestStatus.safeParse(search.status).data,
    }),
    component: lazyRouteComponent(() => import("./pages/booking-requests.tsx"), "BookingRequestsPage"),
  }),
  createRoute({
    ...under(page.waitlist),
    component: lazyRouteComponent(() => import("./pages/waitlist.tsx"), "WaitlistPage"),
  }),
  createRoute({
    ...under(page.timeOff),
    validateSearch: (search): TimeOffSearch => ({
      show: timeOffStatuses.find((status) => status === search.show),
      past: search.past === true ? true : undefined,
    }),
    component: lazyRouteComponent(() => import("./pages/time-off.tsx"), "TimeOffPage"),
  }),
  createRoute({
    ...under(page.holidays),
    validateSearch: (search): { year?: number | undefined } => ({
      year: years.includes(Number(search.year)) ? Number(search.year) : undefined,
    }),
    component: lazyRouteComponent(() => import("./pages/holidays.tsx"), "HolidaysPage"),
  }),
  createRoute({
    ...under(page.plans),
    component: lazyRouteComponent(() => import("./pages/plans.tsx"), "PlansPage"),
  }),
  createRoute({
    ...under(page.newReplan),
    validateSearch: (search): ReplanSearch => ({
      resource: text(search.resource),
      from: instant(search.from),
      to: instant(search.to),
    }),
    component: lazyRouteComponent(() => import("./pages/replan.tsx"), "ReplanPage"),
  }),
  createRoute({
    ...under(page.newItinerary),
    component: lazyRouteComponent(() => import("./pages/itinerary.tsx"), "ItineraryPage"),
  }),
  createRoute({
    ...under(page.plan),
    component: lazyRouteComponent(() => import("./pages/plan.tsx"), "PlanPage"),
  }),
  createRoute({
    ...under(page.clinics),
    component: lazyRouteComponent(() => import("./pages/clinics.tsx"), "ClinicsPage"),
  }),
  createRoute({
    ...under(page.practitioners),
    component: lazyRouteComponent(() => import("./pages/practitioners.tsx"), "PractitionersPage"),
  }),
  createRoute({
    ...under(page.hours),
    validateSearch: hoursSearch,
    component: lazyRouteComponent(() => import("./pages/hours.tsx"), "HoursPage"),
  }),
  createRoute({
    ...under(page.services),
    component: lazyRouteComponent(() => import("./pages/services.tsx"), "ServicesPage"),
  }),
  createRoute({
    ...under(page.newService),
    component: lazyRouteComponent(() => import("./pages/service.tsx"), "NewServicePage"),
  }),
  createRoute({
    ...under(page.service),
    component: lazyRouteComponent(() => import("./pages/service.tsx"), "ServicePage"),
  }),
  createRoute({
    ...under(page.resources),
    validateSearch: (search): { show?: "pools" | undefined } => ({
      show: search.show === "pools" ? "pools" : undefined,
    }),
    component: lazyRouteComponent(() => import("./pages/resources.tsx"), "ResourcesPage"),
  }),
  createRoute({
    ...under(page.resourceHours),
    validateSearch: hoursSearch,
    component: lazyRouteComponent(() => import("./pages/hours.tsx"), "ResourceHoursPage"),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, display, desk.addChildren(pages)]),
  defaultPreload: "intent",
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Failed error={error} retry={reset} />,
  scrollRestoration: true,
});

whenSignedOut(() => {
  proveWith(null);
  const next = router.state.location.href;
  queryClient.clear();
  void router.navigate({ to: page.signIn, search: { next } });
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
