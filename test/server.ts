import { Temporal } from "temporal-polyfill";
import type { Role } from "../src/core/roles.ts";
import { type Breach, verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { openServer } from "../src/main.ts";
import type { Tenants } from "../src/platform/database.ts";
import type { House } from "../src/platform/house.ts";
import { generateSlots } from "../src/supply/generate-slots.ts";
import { Client, type ProblemBody } from "./client.ts";
import { openTestClinic, password, type TestClinic } from "./clinic.ts";
import { openTestDatabase } from "./database.ts";

export interface TestServer {
  url: string;
  ids: TestClinic;
  /** A second organization on the same server; nothing of it may be seen from the first. */
  other: TestClinic;
  postgres: Tenants;
  house: House;
  ownerUrl: string;
  /** What the server takes for now: Wednesday, 18 November 2026, 10:00 in Athens, until a test moves it. */
  clock: { now: Temporal.Instant };
  /** A program with a token of this role, of the first organization unless another is named. */
  as(role: Role, clinic?: TestClinic): Client;
  /** A page that has signed in: cookie and CSRF header. */
  signedIn(role: Role): Promise<{ client: Client; cookie: string; csrf: Record<string, string> }>;
  anonymous: Client;
  /** The laws that are broken in either organization; every scenario ends with an empty list. */
  verify(): Promise<Breach[]>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  queuePolicy?: "on_arrival" | "on_booking";
  connections?: number;
  /** As in production unless a test wants to fill the house. */
  maxInFlight?: number;
  /** Real time instead of the standing clock. */
  realTime?: boolean;
  /** Slots are made soon after each change, as in production; otherwise a test makes those that it wants. */
  keepsInventory?: boolean;
  /** Holds run out and missed appointments are noted by themselves, as in production. */
  keepsAppointments?: boolean;
  /** Freed time is offered by itself, as in production; otherwise a test runs a keeper by hand. */
  keepsWaitlist?: boolean;
  /** Standing patients are admitted to sessions as these are generated, as in production; otherwise a test does it by hand. */
  keepsStanding?: boolean;
  /** What patients are told of their wait is written down by itself, as in production. */
  keepsEstimates?: boolean;
}

/** A whole server in this process, on a free port and a database of its own, with a small clinic; answers are held against their schemas. */
export async function openTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { ownerUrl, drop } = await openTestDatabase().then((database) => ({
    ...database,
    drop: () => database.drop(),
  }));
  const clock = { now: options.realTime ? Temporal.Now.instant() : Temporal.Instant.from("2026-11-18T08:00:00Z") };
  const { url, house, close } = await openServer({
    ownerUrl,
    host: "127.0.0.1",
    port: 0,
    logLevel: "silent",
    checkAnswers: true,
    servesPage: false,
    connections: options.connections ?? 8,
    ...(options.maxInFlight === undefined ? {} : { maxInFlight: options.maxInFlight }),
    keepsInventory: options.keepsInventory ?? false,
    keepsAppointments: options.keepsAppointments ?? false,
    keepsWaitlist: options.keepsWaitlist ?? false,
    keepsStanding: options.keepsStanding ?? false,
    keepsEstimates: options.keepsEstimates ?? false,
    now: () => (options.realTime ? Temporal.Now.instant() : clock.now),
  }).then((server) => ({ ...server, close: () => server.close() }));
  const ids = await openTestClinic(house, { queuePolicy: options.queuePolicy ?? "on_arrival" });
  const other = await openTestClinic(house, { slug: "other", country: "EG" });
  const today = clock.now.toZonedDateTimeISO("Europe/Athens").toPlainDate();
  for (const { organizationId } of [ids, other])
    await generateSlots(house, organizationId, {
      clinicId: null,
      resourceId: null,
      from: today,
      to: today.add({ days: 4 }),
    });
  const { postgres } = house;
  const anonymous = new Client(url, {});
  return {
    url,
    ids,
    other,
    postgres,
    house,
    ownerUrl,
    clock,
    anonymous,
    as: (role, { accounts } = ids) => new Client(url, { authorization: `Bearer ${accounts[role].token}` }),
    signedIn: (role) => signIn(url, anonymous, ids.accounts[role].email),
    verify: async () => [
      ...(await verifyLaws(postgres, ids.organizationId)),
      ...(await verifyLaws(postgres, other.organizationId)),
    ],
    async close() {
      await close();
      await drop();
    },
  };
}

async function signIn(url: string, anonymous: Client, email: string) {
  const { body, headers } = await anonymous.post<ProblemBody & { csrf_header: string; csrf_token: string }>(
    "/session",
    { email, password },
  );
  const cookie = headers.getSetCookie().map((one) => one.split(";")[0]!)[0]!;
  return { client: new Client(url, { cookie }), cookie, csrf: { [body.csrf_header]: body.csrf_token } };
}
