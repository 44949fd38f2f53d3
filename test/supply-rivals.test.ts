import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { Client } from "./client.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/** Rules, time off and pools that change while others book by them, and what any of several can meet. Over HTTP. */
let arena: Arena;
let desk: Client;

beforeAll(async () => {
  arena = await openArena();
  desk = new Client(arena.url, { authorization: `Bearer ${arena.scene.token}` });
});
afterEach(() => arena.requireLaws());
afterAll(() => arena.close());

const call = (method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown, version?: number): Promise<Answer> =>
  desk.send(method, path, body, version === undefined ? {} : { "if-match": `"${version}"` });

async function made(path: string, body: object): Promise<string> {
  const answer = await call("POST", path, body);
  expect(answer.status, `${path} answered ${JSON.stringify(answer.body)}`).toBe(201);
  return answer.body["id"] as string;
}

interface Wanted {
  patient: string | undefined;
  service: string | undefined;
  practitioner?: string | undefined;
  startsAt: string;
}

const book = ({ patient, service, practitioner, startsAt }: Wanted): Promise<Answer> =>
  call("POST", "/appointments", {
    clinic_id: arena.scene.clinicId,
    patient_id: patient,
    service_id: service,
    starts_at: startsAt,
    booking_source: "phone",
    ...(practitioner === undefined ? {} : { practitioner_id: practitioner }),
  });

const idOf = ({ body }: Answer) => (body["appointment"] as { id: string }).id;
const codesOf = ({ body }: Answer) => ((body["reasons"] ?? []) as { code: string }[]).map(({ code }) => code);
const idsIn = (stranded: unknown) => (stranded as { appointment_id: string }[]).map((one) => one.appointment_id);

/** An hour that somebody asks to have off. */
async function askOff(resourceId: string | undefined, from: string): Promise<string> {
  const to = new Date(Date.parse(from) + 3_600_000).toISOString();
  return await made("/time-off-requests", { resource_id: resourceId, from, to });
}

/** Whom generation finds stranded within the fortnight that these tests book. */
async function strandedByRules(resourceId: string | undefined): Promise<string[]> {
  const [from, to] = [0, 15].map((day) => startOn(arena.now, day, 0).slice(0, 10));
  const answer = await call("POST", "/slots/generate", { resource_id: resourceId, from, to });
  expect(answer.status).toBe(200);
  return idsIn(answer.body["stranded"]);
}

const claimsOf = (appointmentIds: string[]) =>
  arena.query<{ resource_id: string; starts_at: Date; ends_at: Date; appointment_id: string }>(
    "select * from resource_claims where appointment_id = any ($1) and status = 'active' order by resource_id, starts_at",
    [appointmentIds],
  );

const blocksOf = (resourceId: string | undefined) =>
  arena.query("select 1 from schedule_exceptions where resource_id = $1", [resourceId]);

describe("of many at once", () => {
  test("who decide a request one wins, and there is a block exactly when it was approved", async () => {
    const [practitioner] = await arena.scene.practitioners(1);
    let approvals = 0;
    for (let round = 0; round < 10; round++) {
      const id = await askOff(practitioner, startOn(arena.now, 1 + round, 0));
      const moves = Array.from({ length: 12 }, (_, i) => ((i + round) % 2 === 0 ? "approve" : "deny"));
      const answers = await atOnce(12, (i) => call("POST", `/time-off-requests/${id}/${moves[i]}`, {}));
      expect(tally(answers)).toEqual({ 200: 1, 409: 11 });
      const won = moves[answers.findIndex(({ status }) => status === 200)];
      for (const { body } of answers.filter(({ status }) => status === 409))
        expect(body).toMatchObject({
          code: "illegal_move",
          found_status: won === "approve" ? "approved" : "denied",
        });
      approvals += won === "approve" ? 1 : 0;
      expect(await blocksOf(practitioner)).toHaveLength(approvals);
    }
  });

  test("who change one rule that they all read one does, and its breaks are whole", async () => {
    const [practitioner] = await arena.scene.practitioners(1);
    const { body } = await desk.get<{ items: { id: string; version: number }[] }>(
      `/schedule-rules?resource_id=${practitioner}`,
    );
    const path = `/schedule-rules/${body.items[0]!.id}`;
    for (let version = 1; version <= 8; version++) {
      const hours = (i: number) => ({
        label: `Rival ${i}`,
        breaks: [12, 15].map((hour) => ({ start_local: `${hour}:00`, end_local: `${hour}:${10 + i}`, label: `${i}` })),
      });
      const answers = await atOnce(12, (i) => call("PATCH", path, hours(i), version));
      expect(tally(answers)).toEqual({ 200: 1, 412: 11 });
      const winner = answers.findIndex(({ status }) => status === 200);
      expect((await desk.get(path)).body).toMatchObject({ version: version + 1, ...hours(winner) });
    }
  });

  test("who change or remove one rule one does", async () => {
    const [practitioner] = await arena.scene.practitioners(1);
    const { body } = await desk.get<{ items: { id: string }[] }>(`/schedule-rules?resource_id=${practitioner}`);
    for (const { id } of body.items) {
      const path = `/schedule-rules/${id}`;
      const answers = await atOnce(8, (i) =>
        i % 2 === 0 ? call("PATCH", path, { label: `Rival ${i}` }, 1) : call("DELETE", path, undefined, 1),
      );
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      for (const { status } of answers.filter(({ status }) => status >= 300)) expect([404, 412]).toContain(status);
    }
  });
});

describe("a booking beside a change of the hours that it needs", () => {
  /** Either it is refused for the change, or whoever changed them learns of it: at once, or from the next generation. */
  async function expectKnown(booked: Answer, resourceId: string | undefined, toldOf: string[], code: string) {
    if (booked.status !== 201) {
      expect([booked.status, codesOf(booked)]).toEqual([422, [code]]);
      return;
    }
    if (toldOf.includes(idOf(booked))) return;
    expect(await strandedByRules(resourceId)).toContain(idOf(booked));
  }

  test("is refused or known as stranded when time off is approved over it", async () => {
    const [practitioner] = await arena.scene.practitioners(1);
    const service = await arena.scene.service([practitioner!]);
    const patients = await arena.scene.patients(30);
    for (let round = 0; round < 30; round++) {
      const startsAt = startOn(arena.now, 1 + (round % 10), 6 * Math.floor(round / 10));
      const id = await askOff(practitioner, startsAt);
      const approve = async () => {
        // Now one is first and now the other.
        await sleep((round % 6) * 2);
        return await call("POST", `/time-off-requests/${id}/approve`, {});
      };
      const [booked, approved] = await Promise.all([
        book({ patient: patients[round], service, practitioner, startsAt }),
        approve(),
      ]);
      expect(approved.status).toBe(200);
      await expectKnown(booked, practitioner, idsIn(approved.body["stranded"]), "time_off");
    }
  });

  test("is refused or known as stranded when the rule goes", async () => {
    const practitioners = await arena.scene.practitioners(10);
    const service = await arena.scene.service(practitioners);
    const patients = await arena.scene.patients(60);
    for (const [round, practitioner] of practitioners.entries()) {
      // The second day from a Monday is a Wednesday.
      const rules = await desk.get<{ items: { id: string; weekday: number }[] }>(
        `/schedule-rules?resource_id=${practitioner}`,
      );
      const { id } = rules.body.items.find(({ weekday }) => weekday === 3)!;
      const [removed, ...answers] = await atOnce(7, async (i) => {
        if (i > 0)
          return await book({
            patient: patients[6 * round + i - 1],
            service,
            practitioner,
            startsAt: startOn(arena.now, 2, i),
          });
        await sleep(round);
        // Without a body: what is removed answers nothing.
        return { ...(await call("DELETE", `/schedule-rules/${id}`)), body: {} };
      });
      expect(removed!.status).toBe(204);
      const stranded = await strandedByRules(practitioner);
      for (const answer of answers)
        if (answer.status === 201) expect(stranded).toContain(idOf(answer));
        else expect([answer.status, codesOf(answer)]).toEqual([422, ["outside_hours"]]);
      const late = await book({ patient: patients[0], service, practitioner, startsAt: startOn(arena.now, 2, 20) });
      expect([late.status, codesOf(late)]).toEqual([422, ["outside_hours"]]);
      const open = await arena.query(
        "select 1 from slots where resource_id = $1 and is_open and starts_at::date = $2",
        [practitioner, startOn(arena.now, 2, 0).slice(0, 10)],
      );
      expect(open).toHaveLength(0);
    }
  });
});

describe("any of several", () => {
  const minute = { starts_minute: 0, ends_minute: 20 };
  const inPool = (pool_id: string) => ({ ...minute, need: "pool" as const, pool_id });
  const aKind = { ...minute, need: "kind" as const, resource_kind: "equipment" as const };

  const openPool = async (size: number) => {
    const chairs = await arena.scene.rooms(size);
    const pool = { clinic_id: arena.scene.clinicId, name: "Chairs", resource_ids: chairs };
    return { chairs, pool: await made("/pools", pool) };
  };

  function expectCleanRefusals(answers: Answer[]): void {
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect([answer.status, answer.body["code"]]).toEqual([409, "slot_taken"]);
      expect(new Set(codesOf(answer))).toEqual(new Set(["claimed"]));
      expect((answer.body["alternatives"] as object[]).length).toBeGreaterThan(0);
    }
  }

  test("of 30 rivals for a pool of three three win, one with each, ten times over", async () => {
    const { chairs, pool } = await openPool(3);
    const service = await arena.scene.service([], { phases: [inPool(pool)] });
    const patients = await arena.scene.patients(30);
    for (let round = 0; round < 10; round++) {
      const startsAt = startOn(arena.now, 5, round);
      const answers = await atOnce(30, (i) => book({ patient: patients[i], service, startsAt }));
      expect(tally(answers)).toEqual({ 201: 3, 409: 27 });
      expectCleanRefusals(answers);
      const won = await claimsOf(answers.filter(({ status }) => status === 201).map(idOf));
      expect(won.map((claim) => claim.resource_id)).toEqual([...chairs].sort());
    }
  });

  test("a doctor, a room of two and a machine of two: as many book as there are of the fewest", async () => {
    const doctors = await arena.scene.practitioners(3);
    const { pool } = await openPool(2);
    const machine = (name: string) => ({ clinic_id: arena.scene.clinicId, kind: "equipment", name });
    for (const name of ["Laser A", "Laser B"]) await made("/resources", machine(name));
    const doctor = { ...minute, need: "practitioner" as const };
    const phases = [aKind, doctor, inPool(pool)];
    const services = [
      await arena.scene.service(doctors, { phases }),
      await arena.scene.service(doctors, { phases: phases.toReversed() }),
    ];
    const patients = await arena.scene.patients(24);
    for (let round = 0; round < 10; round++) {
      const startsAt = startOn(arena.now, 6, round);
      const answers = await atOnce(24, (i) => book({ patient: patients[i], service: services[i % 2], startsAt }));
      expect(tally(answers)).toEqual({ 201: 2, 409: 22 });
      expectCleanRefusals(answers);
      const won = await claimsOf(answers.filter(({ status }) => status === 201).map(idOf));
      expect(won).toHaveLength(6);
      expect(new Set(won.map((claim) => claim.resource_id)).size).toBe(6);
    }
  });

  test("a chair that leaves its pool is not taken by who comes after, and what was taken stays", async () => {
    const patients = await arena.scene.patients(6);
    for (let round = 0; round < 10; round++) {
      const { chairs, pool } = await openPool(2);
      const [leaving, staying] = chairs;
      const service = await arena.scene.service([], { phases: [inPool(pool)] });
      const startAt = (n: number) => startOn(arena.now, 7, 4 * round + n);
      const [changed, ...answers] = await atOnce(7, async (i) => {
        if (i > 0) return await book({ patient: patients[i - 1], service, startsAt: startAt(i % 3) });
        await sleep(round);
        return await call("PATCH", `/pools/${pool}`, { resource_ids: [staying] }, 1);
      });
      expect(changed!.status).toBe(200);
      expect(answers.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
      expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(3);
      const late = await atOnce(6, (i) => book({ patient: patients[i], service, startsAt: startAt(3) }));
      expect(tally(late)).toEqual({ 201: 1, 409: 5 });
      expectCleanRefusals(late);
      const [claim] = await claimsOf(late.filter(({ status }) => status === 201).map(idOf));
      expect([claim?.resource_id, claim?.resource_id === leaving]).toEqual([staying, false]);
    }
  });
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
