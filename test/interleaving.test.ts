import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/**
 * Some races need a moment that luck rarely gives, first of all deadlocks: everybody already holds something when everybody
 * asks for more. Here a transaction of ours takes what others need, waits until they stand behind it, and gives it back.
 */
let arena: Arena;
let blocker: pg.Client;

beforeAll(async () => {
  arena = await openArena();
  blocker = new pg.Client({ connectionString: arena.ownerUrl });
  await blocker.connect();
});
afterEach(() => arena.requireLaws());
afterAll(async () => {
  await blocker.end();
  await arena.close();
});

const crowd = 12;

/** Sends the crowd while `take` is not committed, and rolls it back once all of them wait. */
async function behind(take: () => Promise<unknown>, call: (i: number) => Promise<Answer>): Promise<Answer[]> {
  await blocker.query("begin");
  await take();
  const answers = atOnce(crowd, call);
  await untilWaiting(crowd);
  await blocker.query("rollback");
  return await answers;
}

async function untilWaiting(count: number): Promise<void> {
  while ((await arena.waiting()) < count) await sleep(5);
}

/** Takes a resource at a start, in the name of an appointment that is there already. */
const claim = (resourceId: string | undefined, startsAt: string) =>
  blocker.query(
    `insert into resource_claims (organization_id, id, appointment_id, phase, resource_id, lane, starts_at, ends_at, lead_starts_at,
       lead_ends_at, status)
     select organization_id, gen_random_uuid(), id, 9, $1, 1, w.starts_at, w.ends_at, w.starts_at, w.ends_at, 'active'
     from appointments, (select $2::timestamptz as starts_at, $2::timestamptz + interval '20 minutes' as ends_at) w limit 1`,
    [resourceId, startsAt],
  );

/** Gives a patient another appointment at a start, like one that is there already. */
const occupy = (patientId: string | undefined, startsAt: string) =>
  blocker.query(
    `insert into appointments select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'booking_id', 'BLOCKER',
       'patient_id', $1::uuid, 'starts_at', $2::timestamptz, 'ends_at', $2::timestamptz + interval '20 minutes'))).* from appointments a limit 1`,
    [patientId, startsAt],
  );

interface Wanted {
  patient: string | undefined;
  service: string | undefined;
  practitioner: string | undefined;
}

const book = ({ patient, service, practitioner }: Wanted, startsAt: string): Promise<Answer> =>
  arena.rival.post("/appointments", {
    clinic_id: arena.scene.clinicId,
    patient_id: patient,
    service_id: service,
    practitioner_id: practitioner,
    starts_at: startsAt,
    booking_source: "phone",
  });

const dayBefore = () => startOn(arena.now, 1, 0);
const startAt = (n: number) => startOn(arena.now, 2, n);

/** Practitioners and a service, with one appointment to act in the name of. */
async function openPractice(practitionerCount: number) {
  const practitioners = await arena.scene.practitioners(practitionerCount);
  const service = await arena.scene.service(practitioners);
  const patients = await arena.scene.patients(crowd);
  const [patient, practitioner] = [patients[0], practitioners[0]];
  expect((await book({ patient, service, practitioner }, dayBefore())).status).toBe(201);
  return { practitioners, service, patients };
}

test("a crowd behind one start: one has it", async () => {
  const { practitioners, service, patients } = await openPractice(1);
  const [practitioner] = practitioners;
  for (let round = 0; round < 3; round++) {
    const startsAt = startAt(round);
    const take = () => claim(practitioner, startsAt);
    const answers = await behind(take, (i) => book({ patient: patients[i], service, practitioner }, startsAt));
    expect(tally(answers)).toEqual({ 201: 1, 409: crowd - 1 });
  }
});

test("a crowd behind one patient: one desk books", async () => {
  const { practitioners, service, patients } = await openPractice(crowd);
  const [patient] = patients;
  for (let round = 0; round < 3; round++) {
    const startsAt = startAt(round);
    const take = () => occupy(patient, startsAt);
    const answers = await behind(take, (i) => book({ patient, service, practitioner: practitioners[i] }, startsAt));
    expect(tally(answers)).toEqual({ 201: 1, 409: crowd - 1 });
  }
});

test("who moves away from a slot that the winner of the new time still needs does not stop him", async () => {
  const practitioners = await arena.scene.practitioners(1);
  const service = await arena.scene.service(practitioners, { minutes: 30 });
  const [near, far] = await arena.scene.patients(2);
  await arena.scene.generateSlots(4);
  // Half an hour on slots of 20 minutes: the wanted time and its neighbour share the slot at their border.
  const [wanted, neighbour, elsewhere] = [startOn(arena.now, 2, 0, 30), startOn(arena.now, 2, 1, 30), startAt(30)];
  const [practitioner] = practitioners;
  const [first, second] = [
    await book({ patient: near, service, practitioner }, neighbour),
    await book({ patient: far, service, practitioner }, elsewhere),
  ].map(({ body }) => (body["appointment"] as { id: string }).id);
  const move = (id: string | undefined) => arena.rival.post(`/appointments/${id}/reschedule`, { starts_at: wanted });
  await blocker.query("begin");
  await blocker.query("select 1 from slots where resource_id = $1 and starts_at = $2 for update", [
    practitioner,
    wanted,
  ]);
  const winner = move(second);
  await untilWaiting(1);
  const loser = move(first);
  await untilWaiting(2);
  await blocker.query("rollback");
  expect([(await winner).status, (await loser).status]).toEqual([200, 409]);
});

test("an inventory made while a booking is under way counts it", async () => {
  const { practitioners, service, patients } = await openPractice(1);
  const [[practitioner], [patient]] = [practitioners, patients];
  const [from, to] = [2, 3].map((day) => startOn(arena.now, day, 0).slice(0, 10));
  await blocker.query("begin");
  // The ticket of the patient's day comes after the claims and the slots: the booking has them and cannot commit.
  await blocker.query(
    `insert into visit_tickets select organization_id, gen_random_uuid(), clinic_id, patient_id, $2, created_at
     from visit_tickets where patient_id = $1 limit 1`,
    [patient, from],
  );
  const booked = book({ patient, service, practitioner }, startAt(0));
  await untilWaiting(1);
  const generated = arena.rival.post("/slots/generate", { resource_id: practitioner, from, to });
  await Promise.race([untilWaiting(2), generated]);
  await blocker.query("rollback");
  expect([(await booked).status, (await generated).status]).toEqual([201, 200]);
  const slots = await arena.query("select 1 from slots where resource_id = $1 and status = 'booked'", [practitioner]);
  expect(slots).toHaveLength(1);
});

test("an inventory made while a cancellation is under way does not count what it gives back", async () => {
  const { practitioners, service, patients } = await openPractice(1);
  const [[practitioner], [patient]] = [practitioners, patients];
  const [from, to] = [2, 3].map((day) => startOn(arena.now, day, 0).slice(0, 10));
  const { id } = (await book({ patient, service, practitioner }, startAt(0))).body["appointment"] as { id: string };
  await blocker.query("begin");
  // The visit comes after the claims and the slots: the cancellation has let go of them and cannot commit.
  await blocker.query("select 1 from visits where appointment_id = $1 for update", [id]);
  const cancelled = arena.rival.post(`/appointments/${id}/cancel`, {});
  await untilWaiting(1);
  const generated = arena.rival.post("/slots/generate", { resource_id: practitioner, from, to });
  await Promise.race([untilWaiting(2), generated]);
  await blocker.query("rollback");
  expect([(await cancelled).status, (await generated).status]).toEqual([200, 200]);
  const slots = await arena.query("select status from slots where resource_id = $1 and status <> 'available'", [
    practitioner,
  ]);
  expect(slots).toEqual([]);
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
