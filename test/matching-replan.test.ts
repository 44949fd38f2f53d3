import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import { randomOf } from "../src/core/random.ts";
import type { plan, placement } from "../src/matching/schemas.ts";
import { type Arena, openArena } from "./arena.ts";
import { startOn } from "./scene.ts";

/** A doctor falls ill with forty patients on the day, two at a time, who are laid on six colleagues and the days around. */
type Plan = z.output<typeof plan>;
type Placement = z.output<typeof placement>;

let arena: Arena;
let ids: { doctor: string; colleagues: string[]; rooms: string[]; talk: string; treatment: string; patients: string[] };
/** The starts of the day at which each colleague is taken. */
const taken = new Map<string, Set<number>>();
const starts = Array.from({ length: 20 }, (_, n) => n);
const at = (n: number, day = 1) => startOn(arena.now, day, n);

beforeAll(async () => {
  arena = await openArena();
  const { scene } = arena;
  const [doctor] = await scene.practitioners(1, 2);
  const colleagues = await scene.practitioners(6);
  const rooms = await scene.rooms(3);
  const talk = await scene.service([doctor!, ...colleagues]);
  const phases = [
    { starts_minute: 0, ends_minute: 20, need: "practitioner" as const },
    { starts_minute: 0, ends_minute: 20, need: "kind" as const, resource_kind: "room" as const },
  ];
  const treatment = await scene.service([doctor!, ...colleagues.slice(0, 3)], { phases });
  const patients = await scene.patients(400);
  ids = { doctor: doctor!, colleagues, rooms, talk, treatment, patients };
  await scene.generateSlots(2);
  const random = randomOf(5);
  let next = 0;
  for (const n of starts)
    for (const service of [talk, treatment]) await book(doctor!, service, patients[next++]!, at(n));
  for (const colleague of colleagues) {
    const busy = starts.filter(() => random.chance(0.75));
    taken.set(colleague, new Set(busy));
    for (const n of busy) await book(colleague, talk, patients[next++]!, at(n));
  }
}, 120_000);
afterEach(() => arena.requireLaws());
afterAll(() => arena.close());

async function book(
  practitioner_id: string,
  service_id: string,
  patient_id: string,
  starts_at: string,
  more: object = {},
) {
  const wish = { clinic_id: arena.scene.clinicId, practitioner_id, service_id, patient_id, starts_at };
  const { status, body } = await arena.rival.post("/appointments", { ...wish, booking_source: "phone", ...more });
  expect(status).toBe(201);
  return (body["appointment"] as { id: string }).id;
}

async function ask(question: object): Promise<Plan> {
  const { status, body } = await arena.rival.post("/matching/plans", question);
  expect([status, body["code"]]).toEqual([201, undefined]);
  return body as unknown as Plan;
}
const commit = async ({ id }: Plan, placement_ids?: string[]) =>
  (await arena.rival.post(`/matching/plans/${id}/commit`, placement_ids ? { placement_ids } : {}))
    .body as unknown as Plan;
const undo = async ({ id }: Plan) => (await arena.rival.post(`/matching/plans/${id}/undo`)).body as unknown as Plan;
/** Proved however busy the machine is. */
const illDay = () => ({ absence: { resource_id: ids.doctor, from: at(0), to: at(48) }, time_limit_seconds: 30 });
const keepsTime = ({ was, starts_at }: Placement) => was?.starts_at === starts_at;
const whereabouts = () =>
  arena.query(
    `select id, practitioner_id, starts_at, reschedule_count from appointments where status = 'confirmed' order by id`,
  );

/** At each start one may go to any colleague who is free, the other one only to the first three. */
function mostKept(): number {
  const free = (n: number, some: readonly string[]) => some.filter((who) => !taken.get(who)!.has(n)).length;
  return starts.reduce((sum, n) => {
    const treated = Math.min(1, free(n, ids.colleagues.slice(0, 3)));
    return sum + treated + Math.min(1, free(n, ids.colleagues) - treated);
  }, 0);
}

test("as many as possible keep their time, and the others go where it is free", async () => {
  const before = await whereabouts();
  const begun = performance.now();
  const proposed = await ask(illDay());
  // What it takes alone says `npm run bench -- matching`.
  const took = performance.now() - begun;
  expect(took).toBeLessThan(30_000);
  expect(proposed).toMatchObject({ kind: "replan", status: "ready", optimal: true, gap: 0 });
  const { placements } = proposed;
  expect(placements).toHaveLength(40);
  expect(placements.filter(keepsTime)).toHaveLength(mostKept());
  expect(mostKept()).toBeLessThan(40);
  expect(placements.reduce((sum, { cost }) => sum + cost, 0)).toBe(proposed.objective);
  for (const one of placements) {
    expect(one.status).toBe("proposed");
    if (keepsTime(one)) expect([one.cost, one.reasons.blocked]).toEqual([30, []]);
    else expect(one.reasons.blocked.map(({ code }) => code)).toEqual(["all_taken"]);
    expect(one.practitioner_id === ids.doctor && one.was!.starts_at.slice(0, 10) === one.starts_at!.slice(0, 10)).toBe(
      false,
    );
  }

  const committed = await commit(proposed);
  expect(committed.placements.map(({ status }) => status)).toEqual(placements.map(() => "committed"));
  const moved = new Map(placements.map((one) => [one.appointment_id, one]));
  for (const row of (await whereabouts()) as {
    id: string;
    practitioner_id: string;
    starts_at: Date;
    reschedule_count: number;
  }[]) {
    const one = moved.get(row.id);
    if (!one) continue;
    // It was the clinic's wish.
    expect([row.practitioner_id, row.starts_at.getTime(), row.reschedule_count]).toEqual([
      one.practitioner_id,
      Date.parse(one.starts_at!),
      0,
    ]);
  }
  await arena.requireLaws();
  expect((await undo(committed)).status).toBe("undone");
  expect(await whereabouts()).toEqual(before);
}, 60_000);

test("it is the same once the absence is written down", async () => {
  const places = ({ placements }: Plan) => placements.map((one) => [one.appointment_id, one.cost, keepsTime(one)]);
  const proposed = await ask(illDay());
  const block = { kind: "blocked", resource_id: ids.doctor, from: at(0), to: at(48) };
  const { body } = await arena.rival.post("/schedule-exceptions", block);
  const again = await ask(illDay());
  expect(again.objective).toBe(proposed.objective);
  expect(places(again)).toEqual(places(proposed));
  const id = (body["exception"] as { id: string } | undefined)?.id ?? (body["id"] as string);
  expect((await arena.rival.delete(`/schedule-exceptions/${id}`)).status).toBeLessThan(300);
});

test("who was in a room that is lost goes to another one, and everything else stays", async () => {
  const [room] = ids.rooms;
  const proposed = await ask({ absence: { resource_id: room, from: at(0), to: at(20) } });
  expect(proposed.placements).toHaveLength(20);
  for (const one of proposed.placements) {
    expect([one.cost, one.practitioner_id, keepsTime(one)]).toEqual([0, ids.doctor, true]);
    expect(one.resource_ids).not.toContain(room);
  }
  const committed = await commit(proposed);
  expect(committed.placements.every(({ status }) => status === "committed")).toBe(true);
  await undo(committed);
});

test("named appointments leave where they are, though nothing closes that", async () => {
  const patient = ids.patients.at(-1)!;
  const id = await book(ids.colleagues[5]!, ids.talk, patient, at(3, 5));
  const { placements } = await ask({ appointment_ids: [id] });
  expect(placements).toHaveLength(1);
  expect([placements[0]!.cost, keepsTime(placements[0]!)]).toEqual([30, true]);
  expect(placements[0]!.practitioner_id).not.toBe(ids.colleagues[5]);
});

test("a time that is kept needs no notice", async () => {
  const { colleagues, patients, talk } = ids;
  const id = await book(colleagues[5]!, talk, patients.at(-4)!, at(9, 5));
  await arena.query("update services set min_notice_minutes = 14400 where id = $1", [talk]);
  await arena.query("update supply_revisions set revision = revision + 1");
  const proposed = await ask({ absence: { resource_id: colleagues[5], from: at(9, 5), to: at(10, 5) } });
  expect(proposed.placements.map((one) => [one.appointment_id, keepsTime(one)])).toEqual([[id, true]]);
  expect((await commit(proposed)).placements.map(({ status }) => status)).toEqual(["committed"]);
  await arena.query("update services set min_notice_minutes = 0 where id = $1", [talk]);
  await arena.query("update supply_revisions set revision = revision + 1");
});

test("a session goes nowhere between its neighbours, and only to whom its request requires", async () => {
  const { colleagues, talk, patients } = ids;
  const patient = patients.at(-2)!;
  const wanted = await arena.rival.post("/booking-requests", {
    clinic_id: arena.scene.clinicId,
    service_id: talk,
    patient_id: patient,
    sessions: 3,
    min_days_between: 3,
    max_days_between: 5,
    practitioner_id: colleagues[4],
    practitioner_required: true,
  });
  const tickets = (await arena.rival.get(`/session-tickets?request_id=${String(wanted.body["id"])}`)).body["items"] as {
    id: string;
  }[];
  const days = [6, 10, 14];
  const sessions: string[] = [];
  for (const [i, day] of days.entries())
    sessions.push(await book(colleagues[4]!, talk, patient, at(12, day), { session_ticket_id: tickets[i]!.id }));
  const away = { absence: { resource_id: colleagues[4], from: at(0, 10), to: at(48, 10) } };
  const one = (await ask(away)).placements.find(({ appointment_id }) => appointment_id === sessions[1])!;
  expect(one.practitioner_id).toBe(colleagues[4]);
  expect([at(12, 9), at(12, 11)]).toContain(one.starts_at!.replace(".000", ""));
  expect(one.cost).toBe(40);
  // With both neighbours three days away there is no other day.
  const longer = { absence: { resource_id: colleagues[4], from: at(0, 9), to: at(48, 11) } };
  const none = (await ask(longer)).placements.find(({ appointment_id }) => appointment_id === sessions[1])!;
  expect([none.status, none.cost]).toEqual(["unplaced", 1000]);
});

test("what is not there or cannot move is said", async () => {
  const post = (question: object) => arena.rival.post("/matching/plans", question);
  const nobody = "01890000-0000-7000-8000-0000000000ff";
  const pointers = ({ body }: { body: Record<string, unknown> }) =>
    (body["errors"] as { pointer: string }[] | undefined)?.map(({ pointer }) => pointer);
  const missing = await post({ appointment_ids: [nobody] });
  expect([missing.status, pointers(missing)]).toEqual([404, ["/appointment_ids/0"]]);
  const away = await post({ absence: { resource_id: nobody, from: at(0), to: at(1) } });
  expect([away.status, pointers(away)]).toEqual([404, ["/absence/resource_id"]]);
  const backwards = await post({ absence: { resource_id: ids.doctor, from: at(1), to: at(0) } });
  expect(pointers(backwards)).toEqual(["/absence/to"]);
  const id = await book(ids.colleagues[5]!, ids.talk, ids.patients.at(-3)!, at(9, 5));
  await arena.rival.post(`/appointments/${id}/cancel`, {});
  const over = await post({ appointment_ids: [id] });
  expect([over.status, over.body["found_status"], pointers(over)]).toEqual([409, "cancelled", ["/appointment_ids/0"]]);
  // Nobody was there then.
  const quiet = await ask({ absence: { resource_id: ids.colleagues[5], from: at(0, 20), to: at(1, 20) } });
  expect([quiet.placements, quiet.objective]).toEqual([[], 0]);
});
