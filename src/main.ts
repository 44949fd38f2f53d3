import type { AddressInfo } from "node:net";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import cookie from "@fastify/cookie";
import type { Temporal } from "temporal-polyfill";
import { paymentRoutes } from "./billing/routes.ts";
import { bookingRoutes } from "./booking/routes.ts";
import { demandRoutes } from "./demand/routes.ts";
import { PlanSearches } from "./matching/plan-searches.ts";
import { matchingRoutes } from "./matching/routes.ts";
import { keepWaitlist } from "./matching/waitlist/keep-waitlist.ts";
import { authenticate, callerOf, sessionCookie } from "./people/authenticate.ts";
import { peopleRoutes } from "./people/routes.ts";
import { ensureAppSignIn } from "./platform/app-role.ts";
import { DatabaseClock } from "./platform/database-clock.ts";
import { Postgres } from "./platform/database.ts";
import { PostgresBus } from "./platform/event-bus.ts";
import { Admission, admissionLimits } from "./platform/http/admission.ts";
import { serveHealth } from "./platform/http/health.ts";
import { servePage } from "./platform/http/page.ts";
import { openShell } from "./platform/http/shell.ts";
import type { House } from "./platform/house.ts";
import { keepHouse } from "./platform/housekeeping.ts";
import { serveMetrics } from "./platform/metrics.ts";
import { openRealtime } from "./platform/realtime.ts";
import { Relay } from "./platform/relay.ts";
import { warnOfZones, type ZoneData } from "./platform/zone-data.ts";
import { keepEstimates } from "./reception/estimates/keep-estimates.ts";
import { LearnedDurations } from "./reception/estimates/learned-durations.ts";
import { AppointmentKeeper } from "./reception/appointments/keep-appointments.ts";
import { receptionRoutes } from "./reception/routes.ts";
import { keepStanding } from "./reception/sessions/keep-standing.ts";
import { InventoryKeeper } from "./supply/keep-inventory.ts";
import { supplyRoutes } from "./supply/routes.ts";
import { roomsOf } from "./reception/rooms.ts";
import { visitRoutes } from "./visits/routes.ts";

export interface ServerOptions {
  ownerUrl: string;
  host: string;
  port: number;
  logLevel: string;
  /** Tests hold every answer against its schema. */
  checkAnswers?: boolean;
  connections?: number;
  /** How often whoever listens to events is asked again who they are; a minute, unless told otherwise. */
  asksListenersEveryMs?: number;
  /** Requests that are worked on or wait; more are refused. */
  maxInFlight?: number;
  /** False while changes are to be refused, because there is no room for them. */
  mayWrite?: () => boolean;
  /** False leaves the page out. */
  servesPage?: boolean;
  /** Instead of the database's clock. */
  now?: () => Temporal.Instant;
  /** False leaves the slots to whoever asks for them. */
  keepsInventory?: boolean;
  /** False leaves what runs out, and who does not come, to whoever meets it. */
  keepsAppointments?: boolean;
  /** False leaves freed time where it is until somebody runs a keeper by hand. */
  keepsWaitlist?: boolean;
  /** False leaves sessions that are generated without their standing patients until somebody asks for them. */
  keepsStanding?: boolean;
  /** False leaves what patients are told of their wait unwritten until somebody runs a keeper by hand. */
  keepsEstimates?: boolean;
}

export interface RunningServer {
  url: string;
  house: House;
  close(): Promise<void>;
}

/** Wires every room to one database and one port, and listens. The database must be migrated. */
export async function openServer(options: ServerOptions): Promise<RunningServer> {
  const { connections = 16, maxInFlight = 512 } = options;
  const appUrl = await ensureAppSignIn(options.ownerUrl);
  const postgres = new Postgres(appUrl, { connections, ...(options.mayWrite && { mayWrite: options.mayWrite }) });
  const admission = new Admission(admissionLimits(connections, maxInFlight));
  const app = await openShell({
    admission,
    logLevel: options.logLevel,
    version: readVersion(),
    checkAnswers: options.checkAnswers ?? false,
    authenticate: (request) => authenticate(house, request),
  });
  const clock = await DatabaseClock.open(postgres, app.log);
  const house: House = {
    postgres,
    now: options.now ?? clock.now,
    wake: (organizationId) => relay.wake(organizationId),
  };
  for (const routes of [peopleRoutes, supplyRoutes, demandRoutes, bookingRoutes, visitRoutes, paymentRoutes])
    routes(app, house);
  const learned = new LearnedDurations();
  receptionRoutes(app, house, learned);
  const searches = new PlanSearches(house, app.log);
  matchingRoutes(app, house, searches);
  serveHealth(app, postgres);
  const zones: ZoneData = new Map();
  serveMetrics(app, { postgres, zones, admission });
  await servePage(app, options.servesPage === false ? null : pageFolder());
  const realtime = openRealtime(app.server, {
    postgres,
    identify: ({ cookie: header, token }) => {
      const secret = token ?? cookie.parse(header ?? "")[sessionCookie] ?? "";
      return callerOf(house, token === undefined ? "session" : "token", secret);
    },
    roomsOf: (caller) => roomsOf(house, caller),
    asksEveryMs: options.asksListenersEveryMs,
  });
  const keeper = new InventoryKeeper(house, app.log);
  const waitlist = keepWaitlist(house, app.log);
  const standing = keepStanding(house, app.log);
  const estimates = keepEstimates(house, learned, app.log);
  const bus = new PostgresBus(appUrl, {
    onNews: (organizationId, areas) => {
      realtime.tell(organizationId);
      if (areas.includes("sessions") && options.keepsStanding !== false) standing.wake(organizationId);
      if (areas.includes("slots") && options.keepsInventory !== false) keeper.wake(organizationId);
      if (areas.includes("appointments") && options.keepsWaitlist !== false) waitlist.wake(organizationId);
      if (areas.includes("queue") && options.keepsEstimates !== false) estimates.wake(organizationId);
    },
    onWake: (organizationId) => relay.wake(organizationId),
    onListening: () => realtime.tellAll(),
  });
  const relay = new Relay(postgres, bus, app.log);
  await app.listen({ host: options.host, port: options.port });
  relay.start();
  const housekeeping = keepHouse(house);
  if (options.keepsInventory !== false) keeper.start();
  if (options.keepsStanding !== false) standing.start();
  const appointments = new AppointmentKeeper(house, app.log);
  if (options.keepsAppointments !== false) appointments.start();
  if (options.keepsWaitlist !== false) waitlist.start();
  if (options.keepsEstimates !== false) estimates.start();
  searches.start();
  void warnOfZones(house, app.log, zones);
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `http://${options.host === "0.0.0.0" || options.host === "::" ? "localhost" : options.host}:${port}`,
    house,
    async close() {
      housekeeping.stop();
      await realtime.close();
      await app.close();
      await searches.stop();
      await keeper.stop();
      await standing.stop();
      await appointments.stop();
      await waitlist.stop();
      await estimates.stop();
      await relay.stop();
      await bus.close();
      await clock.stop();
      await postgres.close();
    },
  };
}

const here = dirname(fileURLToPath(import.meta.url));

/** Beside the bundle in a build, in `dist/` when the sources run. */
function pageFolder(): string {
  const beside = join(here, "web");
  return existsSync(join(beside, "index.html")) ? beside : join(here, "..", "dist", "web");
}

function readVersion(): string {
  return (JSON.parse(readFileSync(join(here, "..", "package.json"), "utf8")) as { version: string }).version;
}
