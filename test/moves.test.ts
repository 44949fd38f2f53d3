import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countOnSlots } from "../src/booking/appointments.ts";
import {
  allows,
  type AppointmentMove,
  appointmentMoves,
  type AppointmentStatus,
  prioritizable,
  type VisitStatus,
  visitMoves,
} from "../src/core/moves.ts";
import type { Transaction } from "../src/platform/database.ts";
import { expireHolds } from "../src/reception/appointments/expire.ts";
import type { Booked, Moved, Queue, VisitMoved, WalkedIn } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { fingerprint } from "./fingerprint.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("admin");
});
afterAll(() => server.close());

/** How a visit comes to each state: how it begins, then moves of its appointment or its own. */
const ways: Record<VisitStatus, readonly string[]> = {
  scheduled: ["book"],
  waiting: ["walk in"],
  called: ["walk in", "call"],
  in_progress: ["walk in", "call", "start"],
  pending_payment: ["walk in", "call", "start", "finish"],
  completed: ["walk in", "call", "start", "finish", "settle"],
  left: ["walk in", "leave"],
  cancelled: ["book", "cancel"],
  no_show: ["book", "no-show"],
};
const deskMoves = ["call", "recall", "requeue", "transfer", "start", "finish", "leave", "settle"] as const;
const bodyOf = (move: string) => {
  if (move === "transfer") return { practitioner_id: server.ids.practitionerIds[1], reason: "A full list" };
  if (move === "priority") return { priority: 2, reason: "In pain" };
  return move === "settle" ? { method: "cash" } : undefined;
};
const cases = (Object.keys(ways) as VisitStatus[]).flatMap((status) =>
  deskMoves.map((move) => [status, move] as const),
);

async function bringVisit(status: VisitStatus): Promise<string> {
  const [begin, ...steps] = ways[status];
  if (begin === "book") return await visitOf(await bring(status === "scheduled" ? "confirmed" : (status as "no_show")));
  const { body } = await desk.post<WalkedIn>("/visits", {
    clinic_id: server.ids.clinicId,
    patient_id: server.ids.patientIds[0],
    service_id: server.ids.consultationId,
  });
  for (const step of steps) await desk.post(`/visits/${body.visit.id}/${step}`, bodyOf(step));
  return body.visit.id;
}

async function visitOf(appointmentId: string): Promise<string> {
  const { body } = await desk.get<Queue>(`/queue?clinic_id=${server.ids.clinicId}`);
  return body.items.find(({ appointment_id }) => appointment_id === appointmentId)!.id;
}

test.each(cases)("a %s visit and %s", async (status, move) => {
  const id = await bringVisit(status);
  const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
  const answer: Answer<ProblemBody & VisitMoved> = await desk.post(`/visits/${id}/${move}`, bodyOf(move));
  if (allows(visitMoves[move], status)) {
    expect([answer.status, answer.body.visit.status]).toEqual([200, visitMoves[move].to]);
  } else {
    expect([answer.status, answer.body.code, answer.body.found_status]).toEqual([409, "illegal_move", status]);
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
  }
});

test.each(Object.keys(ways) as VisitStatus[])("a %s visit and who goes first", async (status) => {
  const id = await bringVisit(status);
  const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
  const answer: Answer<ProblemBody & VisitMoved> = await desk.post(`/visits/${id}/priority`, bodyOf("priority"));
  if ((prioritizable as readonly VisitStatus[]).includes(status)) {
    expect([answer.status, answer.body.visit]).toMatchObject([200, { status, priority: 2 }]);
  } else {
    expect([answer.status, answer.body.code, answer.body.found_status]).toEqual([409, "illegal_move", status]);
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
  }
});

/** A call is all that can be taken back of the ways to these states. */
test.each(Object.keys(ways) as VisitStatus[])("a %s visit and taking back what was done last", async (status) => {
  const id = await bringVisit(status);
  const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
  const answer: Answer<ProblemBody & VisitMoved> = await desk.post(`/visits/${id}/undo`);
  if (status === "called") {
    expect([answer.status, answer.body.visit.status]).toEqual([200, "waiting"]);
  } else {
    expect([answer.status, answer.body.code]).toEqual([409, "not_undoable"]);
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
  }
});

/** Whoever still waits from the cases before has gone home first. */
test.each(Object.keys(ways) as VisitStatus[])("a %s visit and calling whoever is next", async (status) => {
  const id = await bringVisit(status);
  const { clinicId: clinic_id, practitionerIds } = server.ids;
  for (const { id: other } of (await desk.get<Queue>(`/queue?clinic_id=${clinic_id}`)).body.items)
    if (other !== id) await desk.post(`/visits/${other}/leave`);
  const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
  const next = { clinic_id, practitioner_id: practitionerIds[0] };
  const answer: Answer<ProblemBody & VisitMoved> = await desk.post("/queue/call-next", next);
  if (allows(visitMoves.call, status)) {
    expect([answer.status, answer.body.visit]).toMatchObject([200, { id, status: "called" }]);
  } else {
    expect([answer.status, answer.body.code]).toEqual([409, "queue_empty"]);
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
  }
});

/** How an appointment comes to each state: how it begins, then the desk's moves. */
const appointmentWays: Record<AppointmentStatus, readonly string[]> = {
  held: ["hold"],
  pending: ["request"],
  confirmed: ["book"],
  checked_in: ["book", "check-in"],
  completed: ["book", "complete"],
  cancelled: ["book", "cancel"],
  no_show: ["book", "no-show"],
  expired: ["hold", "expire"],
};
/** How each move of the table is asked for. `expire` nobody asks for; `request` is the patient's own confirmation. */
const asked = {
  confirm: "confirm",
  check_in: "check-in",
  complete: "complete",
  cancel: "cancel",
  no_show: "no-show",
  reschedule: "reschedule",
} as const satisfies Partial<Record<AppointmentMove, string>>;
type Asked = keyof typeof asked;
const appointmentCases = (Object.keys(appointmentWays) as AppointmentStatus[]).flatMap((status) =>
  (Object.keys(asked) as Asked[]).map((move) => [status, move] as const),
);
const morning = Temporal.Instant.from("2026-11-18T08:00:00Z");
let minute = 0;
// Beyond the days that appointments are moved to.
let day = 7;

/** A request stays one when it is moved. */
const rowOf = (move: Asked, status: AppointmentStatus) =>
  appointmentMoves[move === "reschedule" && status === "pending" ? "reschedule_request" : move];

async function bring(status: AppointmentStatus, onDay = 0): Promise<string> {
  const { clinicId, patientIds, practitionerIds, consultationId } = server.ids;
  const begins = morning.add({ hours: 24 * onDay });
  server.clock.now = begins;
  const startsAt = begins.add({ minutes: onDay === 0 ? (minute += 20) : 60 });
  const wish = {
    clinic_id: clinicId,
    practitioner_id: practitionerIds[0],
    patient_id: patientIds[1],
    service_id: consultationId,
    starts_at: startsAt.toString(),
    booking_source: "phone",
  };
  const [begin, ...steps] = appointmentWays[status];
  const { body } =
    begin === "hold"
      ? await desk.post<Booked>("/holds", { ...wish, ttl_seconds: 86_400 })
      : await desk.post<Booked>("/appointments", { ...wish, needs_approval: begin === "request" });
  const { id } = body.appointment;
  // From its start on it can be missed, and everything else that the day brings.
  server.clock.now = startsAt;
  for (const step of steps) {
    if (step === "expire") server.clock.now = begins.add({ hours: 24 });
    if (step === "expire") await server.postgres.write(server.ids.organizationId, (tx) => expire(tx, id));
    else await desk.post(`/appointments/${id}/${step}`);
  }
  server.clock.now = startsAt;
  return id;
}

async function expire(tx: Transaction, id: string): Promise<void> {
  const { appointmentIds, released } = await expireHolds(tx, [id], server.clock.now);
  await countOnSlots(tx, appointmentIds, released);
}

test.each(appointmentCases)("a %s appointment and %s", async (status, move) => {
  const id = await bring(status);
  const to = morning.add({ hours: 30, minutes: minute });
  const body = move === "reschedule" ? { starts_at: to.toString() } : undefined;
  const before = await desk.get(`/appointments/${id}`);
  const answer = await desk.post<ProblemBody & Moved>(`/appointments/${id}/${asked[move]}`, body);
  if (allows(rowOf(move, status), status)) {
    expect([answer.status, answer.body.appointment.status]).toEqual([200, rowOf(move, status).to]);
  } else {
    // Who comes too late for a hold is told so.
    const code = status === "expired" && move === "confirm" ? "hold_expired" : "illegal_move";
    expect([answer.status, answer.body.code]).toEqual([409, code]);
    if (code === "illegal_move") expect(answer.body.found_status).toBe(status);
    expect((await desk.get(`/appointments/${id}`)).body).toEqual(before.body);
  }
});

/** Each has the ticket of a date to itself. */
test.each(Object.keys(appointmentWays) as AppointmentStatus[])(
  "a %s appointment and checking in its day",
  async (status) => {
    const id = await bring(status, ++day);
    const { patient_id, service_date } = (await desk.get<Booked["appointment"]>(`/appointments/${id}`)).body;
    const { body } = await desk.get<{ items: { id: string }[] }>(
      `/visit-tickets?patient_id=${patient_id}&date=${service_date}`,
    );
    const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
    const answer = await desk.post(`/visit-tickets/${body.items[0]!.id}/check-in`);
    if (allows(appointmentMoves.check_in, status)) {
      expect(answer.status).toBe(200);
    } else {
      expect([answer.status, answer.body.code]).toEqual([409, "illegal_move"]);
      expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
    }
  },
);

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
