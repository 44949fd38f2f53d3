import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeScheduleRule } from "../src/supply/schedule-rule-record.ts";
import { type Arena, openArena } from "./arena.ts";
import { rounds } from "./fire/seed.ts";
import { type Answer, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/** Rivals of the inventory: rules change and slots are made, twice at once, while the desk books, moves and cancels. */
let arena: Arena;

beforeAll(async () => {
  arena = await openArena();
});
afterAll(() => arena.close());

const days = 4;
const bookings = rounds(10, 25);

test("two who generate and a desk at work harm nobody", { timeout: 120_000 }, async () => {
  const { scene, rival, now } = arena;
  const practitioners = await scene.practitioners(4, 2);
  const service = await scene.service(practitioners, { minutes: 30 });
  const patients = await scene.patients(60);
  const from = Temporal.PlainDate.from(now.toZonedDateTimeISO("UTC")).toString();
  const to = Temporal.PlainDate.from(from).add({ days }).toString();
  const generate = () => rival.post("/slots/generate", { clinic_id: scene.clinicId, from, to });
  let working = true;
  const booked: string[] = [];
  const answers: Answer[] = [];
  const desk = async (clerk: number) => {
    for (let n = 0; n < bookings; n++) {
      const answer = await book(clerk, n);
      answers.push(answer);
      const { id } = (answer.body["appointment"] ?? {}) as { id?: string };
      if (id === undefined) continue;
      if (n % 3 === 0) answers.push(await rival.post(`/appointments/${id}/cancel`, {}));
      else if (n % 3 === 1) {
        const starts_at = startOn(now, 1 + (n % 3), (clerk * 13 + n * 5) % 30, 30);
        answers.push(
          await rival.post(`/appointments/${id}/reschedule`, { starts_at, practitioner_id: practitioners[n % 4] }),
        );
      } else booked.push(id);
    }
  };
  const book = (clerk: number, n: number) =>
    rival.post("/appointments", {
      clinic_id: scene.clinicId,
      patient_id: patients[(clerk * bookings + n) % patients.length],
      service_id: service,
      practitioner_id: practitioners[(clerk + n) % 4],
      starts_at: startOn(now, 1 + (n % 3), (clerk * 7 + n * 3) % 30, 30),
      booking_source: "phone",
    });
  const generator = async () => {
    while (working) answers.push(await generate());
  };
  const rules = await arena.query<{ id: string }>("select id from schedule_rules order by id");
  const manager = async () => {
    for (let n = 0; working; n++) {
      const change = { lanes: 1 + (n % 2), slot_minutes: n % 5 === 0 ? 30 : 20 };
      const { id } = rules[n % rules.length]!;
      await scene.postgres.write(scene.organizationId, (tx) => changeScheduleRule(tx, id, change, null, now));
    }
  };
  const others = [generator(), generator(), manager()];
  await Promise.all([0, 1, 2, 3].map(desk)).finally(() => (working = false));
  await Promise.all(others);
  const counts = tally(answers);
  expect(Object.keys(counts).filter((status) => !["200", "201", "409", "422"].includes(status))).toEqual([]);
  expect(booked.length).toBeGreaterThan(bookings / 3);
  await arena.requireLaws();
  // The first makes what the last change wants, and the next has nothing left to do.
  await generate();
  expect((await generate()).body).toMatchObject({ added: 0, removed: 0, blocked: 0 });
  await arena.requireLaws();
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
