import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Arena, openArena } from "../arena.ts";
import { type Answer, atOnce, tally } from "../rivals.ts";
import { startOn } from "../scene.ts";
import { judgeTick, type Tick, tickOf } from "./hold-tick.ts";
import { expectNothing, Random, replayOf, rounds } from "./seed.ts";

/** Holds in real time, with nobody who sweeps: the one who collides with an expired hold ends it. */
const file = "holds";
let arena: Arena;
let doctor: string;
let service: string;
let patients: string[];

beforeAll(async () => {
  arena = await openArena("on_booking", { connections: 24, realTime: true });
  [doctor] = (await arena.scene.practitioners(1)) as [string];
  service = await arena.scene.service([doctor]);
  patients = await arena.scene.patients(60);
  await arena.scene.generateSlots(20);
});
afterEach(() => arena.requireLaws());
afterAll(() => arena.close());

const wish = (patient: number, startsAt: string) => ({
  clinic_id: arena.scene.clinicId,
  patient_id: patients[patient],
  service_id: service,
  practitioner_id: doctor,
  starts_at: startsAt,
  booking_source: "phone",
});
const hold = (patient: number, startsAt: string, seconds: number): Promise<Answer> =>
  arena.rival.post("/holds", { ...wish(patient, startsAt), ttl_seconds: seconds });
const book = (patient: number, startsAt: string): Promise<Answer> =>
  arena.rival.post("/appointments", wish(patient, startsAt));

describe(`repeat with ${replayOf(file)}`, { timeout: 300_000 }, () => {
  test("confirm against a rival within 20 ms of the tick: one of them has it, and nobody is refused what is free", async () => {
    const random = new Random(file);
    const trials = 30;
    const ticks: Tick[] = [];
    for (let round = 0; round < rounds(2, 10); round++) {
      const batch = Array.from({ length: trials }, (_, i) => ({
        startsAt: startOn(arena.now, 1 + round, i),
        beginsAfter: i * 100,
        confirmAfter: random.below(41) - 20,
        rivalAfter: random.below(41) - 20,
        hold: () => hold(i, startOn(arena.now, 1 + round, i), 1),
        confirm: (id: string) => arena.rival.post(`/appointments/${id}/confirm`),
        book: () => book(30 + i, startOn(arena.now, 1 + round, i)),
      }));
      ticks.push(...(await Promise.all(batch.map(tickOf))));
    }
    const won = (who: "confirm" | "rival") => ticks.filter((tick) => tick[who].status < 300).length;
    console.log(`${ticks.length} ticks: ${won("confirm")} confirmed, ${won("rival")} had by the rival`);
    expectNothing(ticks.flatMap(judgeTick), file);
    expect(won("confirm") + won("rival")).toBeGreaterThan(0);
  });

  test("of 20 rivals for a start whose hold has run out one has it at once", async () => {
    for (let round = 0; round < rounds(2, 5); round++) {
      const startsAt = startOn(arena.now, 12 + round, 0);
      const held = await hold(50, startsAt, 1);
      expect(held.status).toBe(201);
      const early = await atOnce(5, (i) => book(i, startsAt));
      expect(tally(early)).toEqual({ 409: 5 });
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      const answers = await atOnce(20, (i) => book(i, startsAt));
      expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
      const { id } = held.body["appointment"] as { id: string };
      const confirmed = await arena.rival.post(`/appointments/${id}/confirm`);
      expect([confirmed.status, confirmed.body["code"]]).toEqual([409, "hold_expired"]);
    }
  });

  test("a patient's own expired hold elsewhere does not keep the patient from another time", async () => {
    const startsAt = startOn(arena.now, 18, 0);
    const [other] = await arena.scene.practitioners(1);
    const elsewhere = await arena.scene.service([other!], { minutes: 60 });
    expect((await hold(40, startsAt, 1)).status).toBe(201);
    const overlapping = { ...wish(40, startsAt), service_id: elsewhere, practitioner_id: other };
    const refused = await arena.rival.post("/appointments", overlapping);
    expect([refused.status, refused.body["code"]]).toEqual([409, "slot_taken"]);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await arena.rival.post("/appointments", overlapping)).status).toBe(201);
  });

  test("two starts that wait for one long expired hold are both had", async () => {
    const long = await arena.scene.service([doctor], { minutes: 60 });
    for (let round = 0; round < rounds(2, 5); round++) {
      const held = { ...wish(55, startOn(arena.now, 13 + round, 20)), service_id: long, ttl_seconds: 1 };
      expect((await arena.rival.post("/holds", held)).status).toBe(201);
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      const answers = await atOnce(3, (i) => book(i, startOn(arena.now, 13 + round, 20 + i)));
      expect(tally(answers)).toEqual({ 201: 3 });
    }
  });

  test("no deadlock", async () => {
    expect(await arena.endAndCountDeadlocks()).toBe(0);
  });
});
