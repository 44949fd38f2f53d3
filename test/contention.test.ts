import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/**
 * Rivals at the desk who leave something to the server: which lane, and who. What only one can have is in `fire/`.
 *
 * The clinic queues at booking, so that every booking also takes a number, and who loses must not use one up.
 */
let arena: Arena;

beforeAll(async () => {
  arena = await openArena("on_booking");
});
afterEach(() => arena.requireLaws());
afterAll(() => arena.close());

interface Wanted {
  patient: string | undefined;
  service: string;
  practitioner?: string | undefined;
  startsAt: string;
}

const book = ({ patient, service, practitioner, startsAt }: Wanted): Promise<Answer> =>
  arena.rival.post("/appointments", {
    clinic_id: arena.scene.clinicId,
    patient_id: patient,
    service_id: service,
    starts_at: startsAt,
    booking_source: "phone",
    ...(practitioner === undefined ? {} : { practitioner_id: practitioner }),
  });

const startAt = (n: number) => startOn(arena.now, 1, n);

/** Every refusal is one clean conflict that says why and what else there is. */
function expectCleanRefusals(answers: Answer[]): void {
  for (const { body } of answers.filter(({ status }) => status !== 201)) {
    expect(body).toMatchObject({ status: 409, code: "slot_taken" });
    const codes = (body["reasons"] as { code: string }[]).map(({ code }) => code);
    expect(codes[0]).toBe("claimed");
    expect((body["alternatives"] as object[]).length).toBeGreaterThan(0);
  }
}

test("of 20 rivals for a practitioner with two lanes two win", async () => {
  const [practitioner] = await arena.scene.practitioners(1, 2);
  const service = await arena.scene.service([practitioner!]);
  const patients = await arena.scene.patients(20);
  await arena.scene.generateSlots(2);
  for (let round = 0; round < 10; round++) {
    const answers = await atOnce(20, (i) =>
      book({ patient: patients[i], service, practitioner, startsAt: startAt(round) }),
    );
    expect(tally(answers)).toEqual({ 201: 2, 409: 18 });
    expectCleanRefusals(answers);
  }
});

test("of 20 rivals for anybody among three three win, one with each", async () => {
  const practitioners = await arena.scene.practitioners(3);
  const service = await arena.scene.service(practitioners);
  const patients = await arena.scene.patients(20);
  for (let round = 0; round < 10; round++) {
    const answers = await atOnce(20, (i) => book({ patient: patients[i], service, startsAt: startAt(round) }));
    expect(tally(answers)).toEqual({ 201: 3, 409: 17 });
    const booked = answers.filter(({ status }) => status === 201).map(({ body }) => body["appointment"]);
    const who = booked.map((appointment) => (appointment as { practitioner_id: string }).practitioner_id);
    expect(who.toSorted()).toEqual(practitioners.toSorted());
    expectCleanRefusals(answers);
  }
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
