import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/**
 * Rivals at the desk: many want what only one, or only so many, can have. Over HTTP, on connections of their own.
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

/** The `n`th start of a day, tomorrow's unless said otherwise, every 20 minutes unless said otherwise. */
const startAt = (n: number, day = 1, minutes?: number) => startOn(arena.now, day, n, minutes);

/** Every refusal is one clean conflict that says why and what else there is. */
function expectCleanRefusals(answers: Answer[], reason?: string): void {
  for (const { body } of answers.filter(({ status }) => status !== 201)) {
    expect(body).toMatchObject({ status: 409, code: "slot_taken" });
    const codes = (body["reasons"] as { code: string }[]).map(({ code }) => code);
    expect(codes).toContain(reason ?? codes[0]);
    expect(codes[0]).toMatch(/^(claimed|patient_busy)$/);
    expect((body["alternatives"] as object[]).length).toBeGreaterThan(0);
  }
}

test("of 50 rivals for one start one has it, twenty times over", async () => {
  const [practitioner] = await arena.scene.practitioners(1);
  const service = await arena.scene.service([practitioner!]);
  const patients = await arena.scene.patients(50);
  await arena.scene.generateSlots(3);
  for (let round = 0; round < 20; round++) {
    const startsAt = startAt(2 * round);
    const answers = await atOnce(50, (i) => book({ patient: patients[i], service, practitioner, startsAt }));
    expect(tally(answers)).toEqual({ 201: 1, 409: 49 });
    expectCleanRefusals(answers, "claimed");
  }
  const stored = await arena.query("select 1 from appointments where practitioner_id = $1", [practitioner]);
  expect(stored).toHaveLength(20);
});

test.each([20, 30])("32 neighbouring starts of one doctor at once, %i minutes each, are all had", async (minutes) => {
  const [practitioner] = await arena.scene.practitioners(1);
  const service = await arena.scene.service([practitioner!], { minutes });
  const patients = await arena.scene.patients(32);
  await arena.scene.generateSlots(6);
  for (let day = 1; day <= 5; day++) {
    const answers = await atOnce(32, (i) =>
      book({ patient: patients[i], service, practitioner, startsAt: startAt(i, day, minutes) }),
    );
    expect(tally(answers)).toEqual({ 201: 32 });
  }
});

test("who needs a doctor and a room has both or neither, in whatever order they are needed", async () => {
  const { scene } = arena;
  const [practitioners, rooms] = [await scene.practitioners(4), await scene.rooms(4)];
  const patients = await scene.patients(48);
  const doctorFirst = (room: string) => [
    { starts_minute: 0, ends_minute: 20, need: "practitioner" as const },
    { starts_minute: 0, ends_minute: 20, need: "resource" as const, resource_id: room },
  ];
  const services = await Promise.all(
    rooms.flatMap((room) =>
      [doctorFirst(room), doctorFirst(room).reverse()].map((phases) => scene.service(practitioners, { phases })),
    ),
  );
  let won = 0;
  for (let round = 0; round < 8; round++) {
    const answers = await atOnce(48, (i) =>
      book({
        patient: patients[i],
        service: services[(i + round) % 8]!,
        practitioner: practitioners[(i * 5 + (i >> 3)) % 4],
        startsAt: startAt(round),
      }),
    );
    const winners = tally(answers)[201] ?? 0;
    expect(tally(answers)).toEqual({ 201: winners, 409: 48 - winners });
    expect(winners).toBeGreaterThan(0);
    expect(winners).toBeLessThanOrEqual(4);
    expectCleanRefusals(answers, "claimed");
    won += winners;
  }
  const claims = await arena.query("select 1 from resource_claims where resource_id = any ($1) and status = 'active'", [
    [...practitioners, ...rooms],
  ]);
  expect(claims).toHaveLength(2 * won);
});

test("a patient whom 20 desks book with different doctors at overlapping times is booked once", async () => {
  const practitioners = await arena.scene.practitioners(20);
  const service = await arena.scene.service(practitioners, { minutes: 60 });
  for (let round = 0; round < 5; round++) {
    const [patient] = await arena.scene.patients(1);
    const answers = await atOnce(20, (i) =>
      book({ patient, service, practitioner: practitioners[i], startsAt: startAt(i % 3, 1 + round) }),
    );
    expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
    expectCleanRefusals(answers, "patient_busy");
  }
});

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
    expectCleanRefusals(answers, "claimed");
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
    expectCleanRefusals(answers, "claimed");
  }
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
