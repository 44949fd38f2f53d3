import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { allows, type VisitMove, visitMoves } from "../../src/core/moves.ts";
import type { AppointmentDetail, Calendar, DayHistory, Queue } from "../answers.ts";
import { wishAt } from "../clinic.ts";
import { openTestServer, type TestServer } from "../server.ts";
import { Random, replayOf, rounds } from "./seed.ts";

/** A random day is lived, and looked at as it goes; later its events must show every one of those moments again. */
const file = "past-days";
const date = "2026-11-18";
let server: TestServer;

interface Seen {
  at: Temporal.Instant;
  booked: object[];
  queued: object[];
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** What calendar and queue show at this moment, less the holds whose time is up. */
async function look(): Promise<Seen> {
  const { ids, clock } = server;
  const desk = server.as("receptionist");
  const of = `clinic_id=${ids.clinicId}`;
  const { body: listed } = await desk.get<{ items: AppointmentDetail[] }>(`/appointments?${of}&limit=200`);
  const { body: calendar } = await desk.get<Calendar>(`/calendar?${of}&from=${date}&to=2026-11-19`);
  const { body: queue } = await desk.get<Queue>(`/queue?${of}&date=${date}`);
  expect(listed.items.length).toBeLessThan(200);
  const isOver = (instant: string | null) => instant !== null && Temporal.Instant.compare(instant, clock.now) <= 0;
  const gone = listed.items.filter(
    ({ status, hold_expires_at: end }) => (status === "held" && isOver(end)) || (status === "expired" && end !== null),
  );
  const goneIds = new Set<string | null>(gone.map(({ id }) => id));
  const booked = calendar.appointments.filter(({ id }) => !goneIds.has(id)).toSorted(byId);
  const queued = queue.items.filter(({ appointment_id }) => !goneIds.has(appointment_id));
  return {
    at: clock.now,
    booked: booked.map(({ id, booking_id, status, visit_status, starts_at, ends_at, practitioner_id }) => {
      return { id, booking_id, status, visit_status, starts_at, ends_at, practitioner_id };
    }),
    queued: queued
      .map((one) => ({ ...one, id: one.appointment_id ?? one.id }))
      .toSorted(byId)
      .map(({ id, patient_name, service_name, practitioner_name, status, queue_number, check_in_time }) => {
        return { id, patient_name, service_name, practitioner_name, visit_status: status, queue_number, check_in_time };
      }),
  };
}

const live = ["held", "pending", "confirmed", "checked_in", "completed"];
/** Nobody is expected for these, so the queue does not have them. */
const unexpected = ["held", "pending", "expired"];

/** The same, by the events alone. */
async function replay(at: Temporal.Instant): Promise<Seen> {
  const query = `clinic_id=${server.ids.clinicId}&date=${date}&at=${at.toString()}`;
  const { body } = await server.as("receptionist").get<DayHistory>(`/day-history?${query}`);
  const items = body.items.toSorted(byId);
  const booked = items.filter(({ status }) => status !== null && live.includes(status));
  return {
    at,
    booked: booked.map(({ id, booking_id, status, visit_status, starts_at, ends_at, practitioner_id }) => {
      return { id, booking_id, status, visit_status, starts_at, ends_at, practitioner_id };
    }),
    queued: items
      .filter(({ status }) => !unexpected.includes(status ?? ""))
      .map((one) => {
        const { id, patient_name, service_name, practitioner_name, visit_status, queue_number, check_in_time } = one;
        return { id, patient_name, service_name, practitioner_name, visit_status, queue_number, check_in_time };
      }),
  };
}

const moves = ["check-in", "cancel", "no-show", "confirm", "check-in", "check-in", "undo", "complete"];
const paid = { method: "cash" };
const deskMoves = ["call", "start", "finish", "requeue", "leave", "settle"] as const satisfies VisitMove[];

/** Something that a desk does. What is not possible at the moment is refused, and then nothing has happened. */
async function act(random: Random): Promise<number> {
  const { ids, clock } = server;
  const desk = server.as("receptionist");
  const { body } = await desk.get<Queue>(`/queue?clinic_id=${ids.clinicId}&date=${date}`);
  const visit = body.items.length > 0 ? random.pick(body.items) : null;
  const day = random.chance(0.8) ? date : "2026-11-19";
  const minutes = 20 * random.below(12);
  const start = Temporal.Instant.from(`${day}T00:00Z`).add({ minutes: 60 * clock.now.toZonedDateTimeISO("UTC").hour });
  const startsAt = start.add({ minutes: 60 + minutes }).toString();
  const wish = { ...wishAt(ids, startsAt, random.below(3)), practitioner_id: random.pick(ids.practitionerIds) };
  const post = async (path: string, sent?: object) => (await desk.post(path, sent)).status;
  const what = random.below(10);
  if (what < 2) return await post("/appointments", wish);
  if (what === 2) return await post("/holds", { ...wish, ttl_seconds: 60 + random.below(1200) });
  if (what === 3) {
    const { clinicId: clinic_id, consultationId: service_id } = ids;
    return await post("/visits", { clinic_id, service_id, patient_id: random.pick(ids.patientIds) });
  }
  if (!visit) return 0;
  const possible = deskMoves.filter((move) => allows(visitMoves[move], visit.status));
  if (what < 6 && possible.length > 0)
    return await post(`/visits/${visit.id}/${random.pick(possible)}`, visit.status === "pending_payment" ? paid : {});
  const { body: listed } = await desk.get<{ items: { id: string }[] }>(
    `/appointments?clinic_id=${ids.clinicId}&from=${date}&to=2026-11-20&limit=200`,
  );
  if (listed.items.length === 0) return 0;
  const path = `/appointments/${random.pick(listed.items).id}`;
  if (what < 8) return await post(`${path}/reschedule`, { starts_at: startsAt });
  return await post(`${path}/${random.pick(moves)}`);
}

describe.each(["on_arrival", "on_booking"] as const)(`repeat with ${replayOf(file)}, queue %s`, (queuePolicy) => {
  beforeAll(async () => {
    server = await openTestServer({ queuePolicy });
  });
  afterAll(() => server.close());

  test("every moment of a day looks afterwards as it looked then", { timeout: 600_000 }, async () => {
    const random = new Random(file, queuePolicy);
    const seen: Seen[] = [];
    let done = 0;
    for (let step = 0; step < rounds(60, 400); step++) {
      server.clock.now = server.clock.now.add({ seconds: 1 + random.below(240) });
      if ((await act(random)) === 200) done++;
      // Nothing happens for a while now and then: holds run out by themselves.
      if (random.chance(0.2)) server.clock.now = server.clock.now.add({ minutes: random.below(15) });
      seen.push(await look());
    }
    for (const moment of seen) expect(await replay(moment.at)).toEqual(moment);
    expect(done).toBeGreaterThan(seen.length / 8);
    expect(await server.verify()).toEqual([]);
  });
});
