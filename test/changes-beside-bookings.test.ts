import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Booked } from "./answers.ts";
import { type Arena, openArena } from "./arena.ts";
import { Client } from "./client.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/** What gives time, and on what terms, changes while somebody books: stopped at a certain point, not left to luck. Over HTTP. */
let arena: Arena;
let desk: Client;
let blocker: pg.Client;

beforeAll(async () => {
  arena = await openArena();
  desk = new Client(arena.url, { authorization: `Bearer ${arena.scene.token}` });
  blocker = new pg.Client({ connectionString: arena.ownerUrl });
  await blocker.connect();
});
afterEach(() => arena.requireLaws());
afterAll(async () => {
  await blocker.end();
  await arena.close();
});

const call = (method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<Answer> =>
  desk.send(method, path, body);

interface Wanted {
  patient: string;
  practitioner: string;
  service: string;
  startsAt: string;
}

let hours = 0;

/** Somebody new who works all week, and what one patient wants of them on Thursday, at an hour that nobody else wants. */
async function wanted(): Promise<Wanted> {
  const [practitioner] = await arena.scene.practitioners(1);
  const service = await arena.scene.service([practitioner!]);
  const [patient] = await arena.scene.patients(1);
  return { patient: patient!, practitioner: practitioner!, service, startsAt: startOn(arena.now, 3, 3 * hours++) };
}

const book = ({ patient, service, practitioner, startsAt }: Wanted): Promise<Answer> =>
  call("POST", "/appointments", {
    clinic_id: arena.scene.clinicId,
    patient_id: patient,
    service_id: service,
    practitioner_id: practitioner,
    starts_at: startsAt,
    booking_source: "phone",
  });

async function ruleOfThursday({ practitioner }: Wanted): Promise<string> {
  const { body } = await desk.get<{ items: { id: string; weekday: number }[] }>(
    `/schedule-rules?resource_id=${practitioner}`,
  );
  return `/schedule-rules/${body.items.find(({ weekday }) => weekday === 4)!.id}`;
}

const hourFrom = (startsAt: string) => ({
  from: startsAt,
  to: new Date(Date.parse(startsAt) + 3_600_000).toISOString(),
});

async function approval({ practitioner, startsAt }: Wanted): Promise<() => Promise<Answer>> {
  const asked = await call("POST", "/time-off-requests", { resource_id: practitioner, ...hourFrom(startsAt) });
  return () => call("POST", `/time-off-requests/${asked.body["id"] as string}/approve`, {});
}

/** Runs `work` while somebody else holds a row. */
async function holding(row: string, values: unknown[], work: () => Promise<void>): Promise<void> {
  await blocker.query("begin");
  try {
    const { rowCount } = await blocker.query(`select 1 from ${row} for update`, values);
    expect(rowCount).toBe(1);
    await work();
  } finally {
    await blocker.query("rollback");
  }
}

async function untilWaiting(count: number): Promise<void> {
  while ((await arena.waiting()) < count) await sleep(5);
}

describe("a booking that was checked before a change and claims after it", () => {
  /** The change is done between the check and the claims, which wait for the patient's row. */
  async function bookedAfter(wish: Wanted, change: () => Promise<Answer>): Promise<Answer> {
    let booking: Promise<Answer> | undefined;
    await holding("patients where id = $1", [wish.patient], async () => {
      booking = book(wish);
      await untilWaiting(1);
      expect((await change()).status).toBeLessThan(300);
    });
    return await booking!;
  }

  test.each<[string, (wish: Wanted) => Promise<() => Promise<Answer>>, [status: number, code: string]]>([
    ["time off is approved", approval, [422, "outside_hours"]],
    [
      "the rule goes",
      async (wish) => {
        const path = await ruleOfThursday(wish);
        return async () => ({ ...(await call("DELETE", path)), body: {} });
      },
      [422, "outside_hours"],
    ],
    [
      "the rule ends earlier",
      async (wish) => {
        const path = await ruleOfThursday(wish);
        return () => call("PATCH", path, { end_local: "06:20" });
      },
      [422, "outside_hours"],
    ],
    [
      "everybody is off",
      ({ startsAt }) => {
        const block = { kind: "blocked", clinic_id: arena.scene.clinicId, ...hourFrom(startsAt) };
        return Promise.resolve(() => call("POST", "/schedule-exceptions", block));
      },
      [422, "outside_hours"],
    ],
    [
      "who would do it leaves",
      ({ practitioner }) =>
        Promise.resolve(() => call("PATCH", `/practitioners/${practitioner}`, { status: "retired" })),
      [422, "retired"],
    ],
    [
      "who would do it leaves the service",
      ({ service }) => Promise.resolve(() => call("PATCH", `/services/${service}`, { practitioner_ids: [] })),
      [422, "not_offered"],
    ],
    [
      "the service is given up",
      ({ service }) => Promise.resolve(() => call("PATCH", `/services/${service}`, { status: "retired" })),
      [422, "retired"],
    ],
  ])("is refused where %s", async (_, prepare, refusal) => {
    const wish = await wanted();
    const answer = await bookedAfter(wish, await prepare(wish));
    expect([answer.status, answer.body["code"]]).toEqual(refusal);
  });

  test("is booked at the new price", async () => {
    const wish = await wanted();
    const answer = await bookedAfter(wish, () => call("PATCH", `/services/${wish.service}`, { price_minor: 9_900 }));
    const { appointment } = answer.body as unknown as Booked;
    expect([answer.status, appointment.price_minor]).toEqual([201, 9_900]);
  });
});

describe("a change that comes while a booking is between its claims and its end", () => {
  test("waits for it and knows whom it strands", async () => {
    const wish = await wanted();
    await arena.scene.generateSlots(7);
    const approve = await approval(wish);
    const slot = "slots where resource_id = $1 and starts_at = $2";
    let both: Promise<Answer[]> | undefined;
    await holding(slot, [wish.practitioner, wish.startsAt], async () => {
      const booking = book(wish);
      await untilWaiting(1);
      both = Promise.all([booking, approve()]);
      await untilWaiting(2);
    });
    const [booked, approved] = await both!;
    const { appointment } = booked!.body as unknown as Booked;
    expect([booked!.status, approved!.status]).toEqual([201, 200]);
    expect(approved!.body["stranded"]).toMatchObject([{ appointment_id: appointment.id }]);
  });
});

test("a stream of changes, of others' hours and of one's own, refuses nobody and delays nobody for long", async () => {
  const people = await Promise.all(Array.from({ length: 27 }, wanted));
  const wishes = people.map((wish) => ({ ...wish, startsAt: startOn(arena.now, 4, 0) }));
  const [busy, rivals] = [wishes.slice(24), wishes.slice(0, 24)];
  const rules = await Promise.all([...busy, ...rivals.slice(0, 3)].map(ruleOfThursday));
  let booking = true;
  const changes = rules.map(async (id, n) => {
    for (let round = 0; booking; round++)
      await call("PATCH", `/schedule-rules/${id}`, { label: `Round ${n} ${round}` });
  });
  // Faster than any desk: as an import of thousands of rules that are none of the clinic's.
  const elsewhere = async () => {
    while (booking) await arena.query("update supply_revisions set revision = revision + 1");
  };
  const imports = elsewhere();
  const answers = await Promise.all(rivals.map(book));
  booking = false;
  await Promise.all([...changes, imports]);
  expect(tally(answers)).toEqual({ 201: rivals.length });
});

test("changes of somebody in a room and of the whole clinic wait for each other one way round", async () => {
  const practitioners = await arena.scene.practitioners(4);
  // Made later than the practitioners and earlier: whichever way round the ids lie, some pairs cross.
  const rooms = await arena.scene.rooms(4);
  const later = await arena.scene.practitioners(4);
  const clinic_id = arena.scene.clinicId;
  const day = (n: number) => ({ from: startOn(arena.now, 20 + n, 0), to: startOn(arena.now, 20 + n, 3) });
  for (let round = 0; round < 8; round++) {
    const answers = await atOnce(12, (i) => {
      if (i % 3 === 0) return call("POST", "/schedule-exceptions", { kind: "blocked", clinic_id, ...day(round) });
      const resource_id = (i % 3 === 1 ? practitioners : later)[i % 4];
      const rule = { weekday: 1, start_local: "06:00", end_local: "07:00", slot_minutes: 20, priority: round };
      return call("POST", "/schedule-rules", { ...rule, clinic_id, resource_id, room_id: rooms[round % 4] });
    });
    expect(tally(answers)).toEqual({ 201: 12 });
  }
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
