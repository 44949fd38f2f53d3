import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { allows, type VisitMove, type VisitStatus, visitMoves } from "../src/core/moves.ts";
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

const appointmentWays = {
  confirmed: [],
  checked_in: ["check-in"],
  cancelled: ["cancel"],
  completed: ["check-in", "treat"],
} as const;
const appointmentCases = (Object.keys(appointmentWays) as (keyof typeof appointmentWays)[]).flatMap((status) =>
  (["check-in", "cancel", "reschedule"] as const).map((move) => [status, move] as const),
);
let minute = 0;

test.each(appointmentCases)("a %s appointment and %s", async (status, move) => {
  const startsAt = Temporal.Instant.from("2026-11-18T10:00:00Z").add({ minutes: (minute += 40) });
  const { clinicId, patientIds, practitionerIds, consultationId } = server.ids;
  const { body } = await desk.post<Booked>("/appointments", {
    clinic_id: clinicId,
    practitioner_id: practitionerIds[0],
    patient_id: patientIds[1],
    service_id: consultationId,
    starts_at: startsAt.toString(),
    booking_source: "phone",
  });
  const path = `/appointments/${body.appointment.id}`;
  for (const step of appointmentWays[status]) {
    if (step !== "treat") await desk.post(`${path}/${step}`);
    else for (const one of ["call", "start", "finish"]) await desk.post(`/visits/${body.visit.id}/${one}`);
  }
  const answer = await desk.post<ProblemBody & Moved>(
    `${path}/${move}`,
    move === "reschedule" ? { starts_at: startsAt.add({ minutes: 10 }).toString() } : undefined,
  );
  if (status === "confirmed") expect(answer.status).toBe(200);
  else expect([answer.status, answer.body.code, answer.body.found_status]).toEqual([409, "illegal_move", status]);
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
