import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countOnSlots } from "../src/booking/appointments.ts";
import {
  allows,
  type AppointmentMove,
  appointmentMoves,
  type AppointmentStatus,
  type VisitMove,
  type VisitStatus,
  visitMoves,
} from "../src/core/moves.ts";
import type { Transaction } from "../src/platform/database.ts";
import { expireHolds } from "../src/reception/expire.ts";
import type { Booked, Moved, VisitMoved, WalkedIn } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("admin");
});
afterAll(() => server.close());

/** The desk's moves that bring a walk-in to each state. */
const ways: Partial<Record<VisitStatus, readonly string[]>> = {
  waiting: [],
  called: ["call"],
  in_progress: ["call", "start"],
  pending_payment: ["call", "start", "finish"],
  completed: ["call", "start", "finish", "settle"],
  left: ["leave"],
};
const deskMoves = ["call", "requeue", "start", "finish", "leave", "settle"] as const satisfies VisitMove[];
const bodyOf = (move: string) => (move === "settle" ? { method: "cash" } : undefined);
const cases = (Object.keys(ways) as VisitStatus[]).flatMap((status) =>
  deskMoves.map((move) => [status, move] as const),
);

test.each(cases)("a %s visit and %s", async (status, move) => {
  const { body } = await desk.post<WalkedIn>("/visits", {
    clinic_id: server.ids.clinicId,
    patient_id: server.ids.patientIds[0],
    service_id: server.ids.consultationId,
  });
  for (const step of ways[status]!) await desk.post(`/visits/${body.visit.id}/${step}`, bodyOf(step));
  const answer: Answer<ProblemBody & VisitMoved> = await desk.post(`/visits/${body.visit.id}/${move}`, bodyOf(move));
  if (allows(visitMoves[move], status)) {
    expect([answer.status, answer.body.visit.status]).toEqual([200, visitMoves[move].to]);
  } else {
    expect([answer.status, answer.body.code, answer.body.found_status]).toEqual([409, "illegal_move", status]);
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

/** A request stays one when it is moved. */
const rowOf = (move: Asked, status: AppointmentStatus) =>
  appointmentMoves[move === "reschedule" && status === "pending" ? "reschedule_request" : move];

async function bring(status: AppointmentStatus): Promise<string> {
  const { clinicId, patientIds, practitionerIds, consultationId } = server.ids;
  server.clock.now = morning;
  const startsAt = morning.add({ minutes: (minute += 20) });
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
    if (step === "expire") server.clock.now = morning.add({ hours: 24 });
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

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
