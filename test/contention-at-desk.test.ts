import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Arena, openArena } from "./arena.ts";
import { type Answer, atOnce, tally } from "./rivals.ts";
import { startOn } from "./scene.ts";

/** Several desks at one clinic press the same button, or different ones about the same thing, at the same moment. */
let arena: Arena;

beforeAll(async () => {
  arena = await openArena();
});
afterEach(() => arena.requireLaws());
afterAll(() => arena.close());

interface Booking {
  id: string;
  visitId: string;
  paymentId: string;
}

/** Half an hour on slots of 20 minutes, so that neighbours share the slot at their border. */
async function openPractice(patientCount: number, practitionerCount = 1) {
  const { scene } = arena;
  const practitioners = await scene.practitioners(practitionerCount);
  const service = await scene.service(practitioners, { minutes: 30 });
  const patients = await scene.patients(patientCount);
  const attempt = (patient: number, day: number, n: number, practitioner = practitioners[0]): Promise<Answer> =>
    arena.rival.post("/appointments", {
      clinic_id: scene.clinicId,
      patient_id: patients[patient],
      service_id: service,
      practitioner_id: practitioner,
      starts_at: startOn(arena.now, day, n, 30),
      booking_source: "phone",
    });
  const walkIn = (patient: number): Promise<Answer> =>
    arena.rival.post("/visits", { clinic_id: scene.clinicId, patient_id: patients[patient], service_id: service });
  return { practitioners, patients, attempt, walkIn };
}

function bookingOf({ status, body }: Answer): Booking {
  expect(status).toBe(201);
  const part = (name: string) => (body[name] as { id: string } | undefined)?.id ?? "";
  return { id: part("appointment"), visitId: part("visit"), paymentId: part("payment") };
}

const numberOf = ({ body }: Answer) => (body["visit"] as { queue_number: number }).queue_number;
const press = (visitId: string, move: string, body?: unknown) => arena.rival.post(`/visits/${visitId}/${move}`, body);

/** A visit that waits to pay. */
async function treat({ visitId }: Booking): Promise<void> {
  for (const move of ["call", "start", "finish"]) expect((await press(visitId, move)).status).toBe(200);
}

test("two generators and 60 bookings at once leave one inventory, and nothing to do for a third", async () => {
  const { scene } = arena;
  const { practitioners, attempt } = await openPractice(60, 6);
  const [from, to] = [2, 9].map((day) => startOn(arena.now, day, 0).slice(0, 10));
  const generate = () => arena.rival.post("/slots/generate", { clinic_id: scene.clinicId, from, to });
  const [booked, ...generated] = await Promise.all([
    atOnce(60, (i) => attempt(i, 2 + (i % 7), Math.floor(i / 6) * 2, practitioners[i % 6])),
    generate(),
    generate(),
  ]);
  expect(tally(booked)).toEqual({ 201: 60 });
  expect(tally(generated)).toEqual({ 200: 2 });
  expect((await generate()).body).toMatchObject({ added: 0, removed: 0, blocked: 0 });
  const slots = await arena.query<{ booked: string }>(
    "select count(*) filter (where status = 'booked') as booked from slots where resource_id = any ($1)",
    [practitioners],
  );
  // Half an hour covers two slots of 20 minutes, wherever it starts.
  expect(Number(slots[0]?.booked)).toBe(120);
});

test("25 who arrive and 25 who walk in at once have the numbers 1 to 50", async () => {
  const { practitioners, attempt, walkIn } = await openPractice(50, 25);
  const later = 10; // opening was two hours before the clock's time
  const booked = await atOnce(25, (i) => attempt(i, 0, later, practitioners[i]));
  const bookings = booked.map(bookingOf);
  const arrived = await atOnce(50, (i) =>
    i % 2 === 0 ? arena.rival.post(`/appointments/${bookings[i / 2]?.id}/check-in`) : walkIn(25 + (i - 1) / 2),
  );
  expect(tally(arrived)).toEqual({ 200: 25, 201: 25 });
  expect(arrived.map(numberOf).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i + 1));
});

test("of desks that call the same visit one does, and the others learn that it was called", async () => {
  const { walkIn } = await openPractice(10);
  for (let round = 0; round < 10; round++) {
    const { visitId } = bookingOf(await walkIn(round));
    const answers = await atOnce(2, () => press(visitId, "call"));
    expect(tally(answers)).toEqual({ 200: 1, 409: 1 });
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: "illegal_move", found_status: "called" });
  }
});

test("what many desks collect at once is paid once", async () => {
  const { walkIn } = await openPractice(12);
  for (let round = 0; round < 6; round++) {
    const byEntry = bookingOf(await walkIn(2 * round));
    const bySettling = bookingOf(await walkIn(2 * round + 1));
    await Promise.all([treat(byEntry), treat(bySettling)]);
    const receipt = { kind: "receipt", amount_minor: 4_500, method: "cash" };
    const entered = await atOnce(8, () => arena.rival.post(`/payments/${byEntry.paymentId}/entries`, receipt));
    expect(tally(entered)).toEqual({ 201: 1, 422: 7 });
    const settled = await atOnce(8, (i) =>
      i % 2 === 0
        ? press(bySettling.visitId, "settle", { method: "visa" })
        : arena.rival.post(`/payments/${bySettling.paymentId}/entries`, receipt),
    );
    expect(settled.filter(({ status }) => status < 300)).toHaveLength(1);
    for (const { paymentId } of [byEntry, bySettling]) {
      const { body } = await arena.rival.get(`/payments/${paymentId}`);
      expect(body).toMatchObject({ status: "paid", amount_paid_minor: 4_500, visit_status: "completed" });
      expect(body["entries"]).toHaveLength(1);
    }
  }
});

test("neighbours who cancel and book again over shared border slots leave them counted right", async () => {
  const count = 12;
  const { attempt } = await openPractice(2 * count);
  await arena.scene.generateSlots(3);
  let bookings = (await atOnce(count, (i) => attempt(i, 1, i))).map(bookingOf);
  for (let round = 0; round < 6; round++) {
    const fresh = round % 2 === 0 ? count : 0; // the patients who are not booked at the moment
    const replaced = await atOnce(count, async (i) => {
      const cancelled = await arena.rival.post(`/appointments/${bookings[i]?.id}/cancel`, { reason: "ill" });
      expect(cancelled.status).toBe(200);
      return await attempt(fresh + i, 1, i);
    });
    bookings = replaced.map(bookingOf);
  }
});

test("of those who move to the same start at once one gets there, and nobody loses what they had", async () => {
  const count = 12;
  const { attempt } = await openPractice(count);
  await arena.scene.generateSlots(4);
  const bookings = (await atOnce(count, (i) => attempt(i, 1, i))).map(bookingOf);
  for (let round = 0; round < 6; round++) {
    const target = startOn(arena.now, 2, round, 30);
    const moved = await atOnce(count, (i) =>
      arena.rival.post(`/appointments/${bookings[i]?.id}/reschedule`, { starts_at: target }),
    );
    expect(tally(moved)).toEqual({ 200: 1, 409: count - 1 });
  }
  const live = await arena.query("select 1 from appointments where id = any ($1) and status = 'confirmed'", [
    bookings.map(({ id }) => id),
  ]);
  expect(live).toHaveLength(count);
});

test("desks that move the same appointment, whatever it was before, move it one after the other", async () => {
  const { attempt } = await openPractice(1);
  const { id } = bookingOf(await attempt(0, 1, 0));
  for (let round = 1; round <= 6; round++) {
    const moved = await atOnce(3, (i) =>
      arena.rival.post(`/appointments/${id}/reschedule`, { starts_at: startOn(arena.now, 1, 3 * round + i, 30) }),
    );
    expect(tally(moved)).toEqual({ 200: 3 });
  }
});

test("none of it met a deadlock", async () => {
  expect(await arena.endAndCountDeadlocks()).toBe(0);
});
