import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { openServer, type RunningServer } from "../src/main.ts";
import { appUrlOf } from "../src/platform/app-role.ts";
import { Postgres } from "../src/platform/database.ts";
import { type Answer, Rival } from "./rivals.ts";
import { RoomClient } from "./room-client.ts";
import { openScene, type Scene, startOn } from "./scene.ts";

const practitionerCount = 10;
const startsPerDay = 48;

/** A clinic in business while something under it breaks: clients that book, a screen that listens, and a keeper at work. */
export interface FaultClinic {
  server: RunningServer;
  screen: RoomClient;
  /** Books start after start with eight clients, until told to stop. */
  load(): Load;
  /** What was acknowledged is there, whole; no law is broken; the relay, the sockets and the keeper go on. */
  expectInBusiness(load: Load): Promise<void>;
  /** As the owner, past whatever is broken. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export interface Load {
  /** Ids of the appointments that were answered with 201. */
  acknowledged: string[];
  /** Everything else that was answered, in order. */
  others: Answer[];
  /** Waits for so many answers more of one kind. */
  until(kind: "acknowledged" | "others", more: number): Promise<void>;
  stop(): Promise<void>;
}

interface ClinicOptions {
  /** The address that the server gets. */
  ownerUrl: string;
  /** The address that is never broken. */
  safeUrl: string;
}

export async function openFaultClinic({ ownerUrl, safeUrl }: ClinicOptions): Promise<FaultClinic> {
  const server = await openServer({ ownerUrl, host: "127.0.0.1", port: 0, logLevel: "silent", checkAnswers: true });
  const scene = await openScene({ appUrl: appUrlOf(safeUrl) });
  const practitioners = await scene.practitioners(practitionerCount);
  const service = await scene.service(practitioners);
  const patients = await scene.patients(practitionerCount * startsPerDay);
  await scene.generateSlots(10);
  await scene.close(); // a fault may end every connection that there is
  const screen = new RoomClient(scene.token, () => [server.url]);
  await screen.untilBegun();
  const query = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    asOwner(safeUrl, async (owner) => (await owner.query<Row>(sql, values)).rows);
  let next = 0;
  const book = (rival: Rival, i: number) =>
    rival.post("/appointments", {
      clinic_id: scene.clinicId,
      patient_id: patients[i % patients.length],
      service_id: service,
      practitioner_id: practitioners[i % practitionerCount],
      starts_at: startOn(
        Temporal.Now.instant(),
        1 + Math.floor(i / patients.length),
        Math.floor((i % patients.length) / practitionerCount),
      ),
      booking_source: "online",
    });
  return {
    server,
    screen,
    load: () =>
      startLoad(
        () => next++,
        (i) => book(new Rival(server.url, scene.token), i),
      ),
    expectInBusiness: (load) => expectInBusiness({ load, screen, scene, safeUrl, query }),
    query,
    close: async () => {
      screen.close();
      await server.close();
    },
  };
}

function startLoad(take: () => number, book: (i: number) => Promise<Answer>): Load {
  const [acknowledged, others]: [string[], Answer[]] = [[], []];
  let going = true;
  const client = async () => {
    for (let i = take(); going;) {
      const answer = await book(i);
      if (answer.status === 201) acknowledged.push((answer.body["appointment"] as { id: string }).id);
      else others.push(answer);
      // A booking whose answer was lost is met again as taken.
      if (answer.status < 500) i = take();
      else await sleep(10);
    }
  };
  const done = Promise.all(Array.from({ length: 8 }, client));
  const load = { acknowledged, others };
  return {
    ...load,
    until: async (kind, more) => {
      const enough = load[kind].length + more;
      while (load[kind].length < enough) await Promise.race([sleep(5), done]);
    },
    stop: async () => {
      going = false;
      await done;
    },
  };
}

interface Business {
  load: Load;
  screen: RoomClient;
  scene: Scene;
  safeUrl: string;
  query: FaultClinic["query"];
}

async function expectInBusiness({ load, screen, scene, safeUrl, query }: Business): Promise<void> {
  const whole = await query<{ id: string }>(wholeAppointments, [load.acknowledged]);
  const found = new Set(whole.map(({ id }) => id));
  const lost = load.acknowledged.filter((id) => !found.has(id));
  if (lost.length > 0) throw new Error(`${lost.length} of ${load.acknowledged.length} acknowledged are lost or torn`);
  const postgres = new Postgres(appUrlOf(safeUrl), { connections: 1 });
  const breaches = await verifyLaws(postgres, scene.organizationId);
  await postgres.close();
  if (breaches.length > 0) throw new Error(`The laws are broken: ${JSON.stringify(breaches[0])}`);
  await within10s("the outbox is not empty", async () => (await query("select 1 from outbox limit 1")).length === 0);
  await within10s("the screen has not heard of every booking", () => {
    const heard = new Set(screen.taken.filter(({ kind }) => kind === "appointment_created").map(({ id }) => id));
    return load.acknowledged.every((id) => heard.has(id));
  });
  await query("update slot_inventories set due_since = now()");
  const due = "select 1 from slot_inventories where due_since is not null limit 1";
  await within10s("the keeper does not make inventories", async () => (await query(due)).length === 0);
}

const wholeAppointments = `select a.id::text as id from appointments a
  where a.id = any ($1::uuid[])
    and (select count(*) from resource_claims where appointment_id = a.id and status = 'active') = 1
    and (select count(*) from visits where appointment_id = a.id) = 1
    and (select count(*) from payments where appointment_id = a.id) = 1
    and (select count(*) from events where subject_id = a.id) = 1`;

async function within10s(complaint: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const giveUpAt = Date.now() + 10_000; !(await isSo()); await sleep(50))
    if (Date.now() > giveUpAt) throw new Error(`After ten seconds: ${complaint}.`);
}

async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end();
  }
}
