import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from "@tanstack/react-query";
import { client } from "./client.ts";
import { problemOf } from "./problem.ts";
import { proveWith } from "./request.ts";
import type { DayHistory, Session } from "./types.ts";

/** First word of every query key: what a live event names as changed. */
export const areas = {
  session: "session",
  setup: "setup",
  patients: "patients",
  dashboard: "dashboard",
  queue: "queue",
  calendar: "calendar",
  availability: "availability",
  appointment: "appointment",
  history: "history",
  payments: "payments",
  tickets: "tickets",
  demand: "demand",
  plans: "plans",
  sessions: "sessions",
  reports: "reports",
} as const;
export type Area = (typeof areas)[keyof typeof areas];

/** A refusal will be repeated by the server, so only what may pass by itself is tried again. */
function mayPass(failures: number, error: Error): boolean {
  const problem = problemOf(error);
  return failures < 2 && (!problem || problem.status >= 500);
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: 15_000, retry: mayPass }, mutations: { retry: false } },
});

async function readSession(): Promise<Session> {
  const session = await client.readSession();
  proveWith(session);
  return session;
}

export const queries = {
  session: () => queryOptions({ queryKey: [areas.session], queryFn: readSession, staleTime: Infinity }),

  clinics: () => queryOptions({ queryKey: [areas.setup, "clinics"], queryFn: client.listClinics }),
  practitioners: () => queryOptions({ queryKey: [areas.setup, "practitioners"], queryFn: client.listPractitioners }),
  services: () => queryOptions({ queryKey: [areas.setup, "services"], queryFn: client.listServices }),
  resources: () => queryOptions({ queryKey: [areas.setup, "resources"], queryFn: client.listResources }),
  pools: () => queryOptions({ queryKey: [areas.setup, "pools"], queryFn: client.listPools }),
  clinicPractitioners: (clinicId: string) =>
    queryOptions({
      queryKey: [areas.setup, "clinic-practitioners", clinicId],
      queryFn: async () => (await client.clinicPractitioners(clinicId)).items,
    }),
  clinicServices: (clinicId: string) =>
    queryOptions({
      queryKey: [areas.setup, "clinic-services", clinicId],
      queryFn: async () => (await client.clinicServices(clinicId)).items,
    }),
  scheduleRules: (resourceId: string) =>
    queryOptions({ queryKey: [areas.setup, "rules", resourceId], queryFn: () => client.listScheduleRules(resourceId) }),
  scheduleExceptions: (query: Parameters<typeof client.listScheduleExceptions>[0]) =>
    queryOptions({
      queryKey: [areas.setup, "exceptions", query],
      queryFn: () => client.listScheduleExceptions(query),
      placeholderData: keepPreviousData,
    }),
  scheduleException: (id: string) =>
    queryOptions({ queryKey: [areas.setup, "exceptions", id], queryFn: () => client.readScheduleException(id) }),
  holidays: (clinicId: string, year: number) =>
    queryOptions({
      queryKey: [areas.setup, "holidays", clinicId, year],
      queryFn: async () => (await client.listHolidays(clinicId, year)).items,
    }),
  timeOffRequests: (from: string) =>
    queryOptions({
      queryKey: [areas.setup, "time-off", from],
      queryFn: () => client.listTimeOffRequests({ from }),
    }),
  slots: (query: Parameters<typeof client.listSlots>[0]) =>
    queryOptions({
      queryKey: [areas.availability, "slots", query],
      queryFn: () => client.listSlots(query),
      placeholderData: keepPreviousData,
    }),

  patients: (query: string) =>
    queryOptions({
      queryKey: [areas.patients, "found", query],
      queryFn: async () => (await client.findPatients(query)).items,
      placeholderData: keepPreviousData,
    }),
  patient: (id: string) => queryOptions({ queryKey: [areas.patients, id], queryFn: () => client.readPatient(id) }),

  availability: (query: Parameters<typeof client.findAvailability>[0]) =>
    queryOptions({
      queryKey: [areas.availability, query],
      queryFn: async () => (await client.findAvailability(query)).starts,
    }),
  explanation: (query: Parameters<typeof client.explain>[0]) =>
    queryOptions({ queryKey: [areas.availability, "explain", query], queryFn: () => client.explain(query) }),
  appointments: (query: Parameters<typeof client.listAppointments>[0]) =>
    queryOptions({
      queryKey: [areas.appointment, "listed", query],
      queryFn: () => client.listAppointments(query),
    }),
  appointment: (id: string) =>
    queryOptions({ queryKey: [areas.appointment, id], queryFn: () => client.readAppointment(id) }),

  dashboard: (clinicId: string, date: string) =>
    queryOptions({ queryKey: [areas.dashboard, clinicId, date], queryFn: () => client.readDashboard(clinicId, date) }),
  calendar: (clinicId: string, from: string, to: string) =>
    queryOptions({
      queryKey: [areas.calendar, clinicId, from, to],
      queryFn: () => client.readCalendar(clinicId, from, to),
    }),
  dayHistory: (clinicId: string, date: string, at: string | undefined) =>
    queryOptions({
      queryKey: [areas.history, "day", clinicId, date, at],
      queryFn: () => client.readDayHistory({ clinic_id: clinicId, date, at }),
      // From one moment of a day to another the old list stays until the new one is there.
      placeholderData: (seen?: DayHistory) => (seen?.clinic_id === clinicId && seen.date === date ? seen : undefined),
    }),
  story: (subjectId: string) =>
    queryOptions({
      queryKey: [areas.history, "story", subjectId],
      queryFn: async () => (await client.listEvents(subjectId)).items,
    }),
  payments: (query: Parameters<typeof client.listPayments>[0]) =>
    queryOptions({ queryKey: [areas.payments, "listed", query], queryFn: () => client.listPayments(query) }),
  payment: (id: string) => queryOptions({ queryKey: [areas.payments, id], queryFn: () => client.readPayment(id) }),

  contracts: (query: Omit<Parameters<typeof client.listContracts>[0], "cursor">) =>
    infiniteQueryOptions({
      queryKey: [areas.demand, "contracts", query],
      queryFn: ({ pageParam }) => client.listContracts({ ...query, cursor: pageParam }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  contract: (id: string) =>
    queryOptions({ queryKey: [areas.demand, "contract", id], queryFn: () => client.readContract(id) }),
  /** Asked anew for each version: other lines are another question. */
  feasibility: (id: string, version: number) =>
    queryOptions({
      queryKey: [areas.availability, "feasibility", id, version],
      queryFn: () => client.readFeasibility(id),
    }),
  bookingRequests: (query: Omit<Parameters<typeof client.listBookingRequests>[0], "cursor">) =>
    infiniteQueryOptions({
      queryKey: [areas.demand, "requests", query],
      queryFn: ({ pageParam }) => client.listBookingRequests({ ...query, cursor: pageParam }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  tickets: (query: Parameters<typeof client.listTickets>[0]) =>
    queryOptions({ queryKey: [areas.tickets, "of", query], queryFn: () => client.listTickets(query) }),
  waitlist: (clinicId: string) =>
    infiniteQueryOptions({
      queryKey: [areas.demand, "waitlist", clinicId],
      queryFn: ({ pageParam }) => client.listWaitlist(clinicId, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  openings: (clinicId: string) =>
    infiniteQueryOptions({
      queryKey: [areas.demand, "openings", clinicId],
      queryFn: ({ pageParam }) => client.listOpenings(clinicId, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  offers: (clinicId: string) =>
    queryOptions({ queryKey: [areas.demand, "offers", clinicId], queryFn: () => client.listOffers(clinicId) }),

  sessionRules: (clinicId: string) =>
    queryOptions({ queryKey: [areas.sessions, "rules", clinicId], queryFn: () => client.listSessionRules(clinicId) }),
  bedSessions: (clinicId: string, from: string, to: string) =>
    queryOptions({
      queryKey: [areas.sessions, "listed", clinicId, from, to],
      queryFn: () => client.listBedSessions({ clinic_id: clinicId, from, to }),
    }),
  board: (id: string) => queryOptions({ queryKey: [areas.sessions, "board", id], queryFn: () => client.readBoard(id) }),
  bedsFree: (clinicId: string, from: string, to: string) =>
    queryOptions({
      queryKey: [areas.sessions, "free", clinicId, from, to],
      queryFn: async () => (await client.readBedsFree({ clinic_id: clinicId, from, to })).items,
      placeholderData: keepPreviousData,
    }),
  standingAdmissions: () =>
    infiniteQueryOptions({
      queryKey: [areas.sessions, "standing"],
      queryFn: ({ pageParam }) => client.listStandingAdmissions(pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  standingAdmission: (id: string) =>
    queryOptions({ queryKey: [areas.sessions, "standing", id], queryFn: () => client.readStandingAdmission(id) }),

  plannedTickets: (clinicId: string) =>
    infiniteQueryOptions({
      queryKey: [areas.tickets, "planned", clinicId],
      queryFn: ({ pageParam }) => client.plannedTickets(clinicId, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  plans: (clinicId: string) =>
    infiniteQueryOptions({
      queryKey: [areas.plans, "listed", clinicId],
      queryFn: ({ pageParam }) => client.listPlans(clinicId, pageParam),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  plan: (id: string) => queryOptions({ queryKey: [areas.plans, id], queryFn: () => client.readPlan(id) }),
};

/** Marks what the areas show as out of date; what is on the screen is fetched again. */
export async function refresh(...changed: Area[]): Promise<void> {
  await Promise.all(changed.map((area) => queryClient.invalidateQueries({ queryKey: [area] })));
}

/** What a booking, a move or a visit's step may change on any page. */
export const day = [
  areas.dashboard,
  areas.queue,
  areas.calendar,
  areas.availability,
  areas.appointment,
  areas.history,
  areas.tickets,
  areas.demand,
  areas.sessions,
] as const;
