import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Booked } from "../../test/answers.ts";
import { wishAt } from "../../test/clinic.ts";
import { openTestServer, type TestServer } from "../../test/server.ts";
import { covers } from "../core/ranges.ts";
import { dateOfEpochDay } from "../core/zones.ts";
import { chooseResources } from "./free-lanes.ts";
import { type Offering, type Problem, usualWeights } from "./problem.ts";
import { readProblem } from "./read-problem.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const desk = () => server.as("receptionist");

async function want(more: object): Promise<string> {
  const { clinicId: clinic_id, consultationId: service_id, patientIds } = server.ids;
  const wanted = { clinic_id, service_id, patient_id: patientIds[0], sessions: 2, ...more };
  const { status, body } = await desk().post<{ id: string }>("/booking-requests", wanted);
  expect(status).toBe(201);
  return body.id;
}

const read = (...requestIds: string[]): Promise<Problem> =>
  server.postgres.read(server.ids.organizationId, (database) =>
    readProblem(database, { requestIds, weights: usualWeights, now: server.clock.now }),
  );

const textAt = ({ days, minutes }: Offering, i: number) =>
  `${dateOfEpochDay(days[i]!).toString()} ${Temporal.PlainTime.from("00:00").add({ minutes: minutes[i]! }).toString().slice(0, 5)}`;

test("a request becomes days, tickets and what its practitioners could begin, beyond the service's horizon too", async () => {
  const requestId = await want({
    earliest_date: "2026-11-18",
    latest_date: "2027-11-30",
    min_days_between: 5,
    max_days_between: 9,
    practitioner_id: server.ids.practitionerIds[0],
    practitioner_required: true,
    patterns: [{ weekday: 1, start_local: "10:00", end_local: "12:30", weight: 80 }],
  });
  const { requests, offerings, resources } = await read(requestId);
  expect(requests).toEqual([
    {
      requestId,
      patientId: server.ids.patientIds[0],
      ticketIds: [expect.any(String), expect.any(String)],
      earliestDay: 20775,
      latestDay: 21152,
      minDaysBetween: 5,
      maxDaysBetween: 9,
      preferredDaysBetween: null,
      fixedDays: [],
      fixedPractitionerIds: [],
      offerings: [0],
      preferredPractitionerId: server.ids.practitionerIds[0],
      preferredClinicId: server.ids.clinicId,
      preferredRoomKind: null,
      patterns: [{ weekday: 1, startMinute: 600, endMinute: 750, practitionerId: null, weight: 80 }],
      priority: 0,
      busy: [],
    },
  ]);
  const [own] = offerings as [Offering];
  expect(textAt(own, 0)).toBe("2026-11-18 10:00");
  expect([...own.days]).toContain(requests[0]!.latestDay);
  expect(new Set(offerings.map(({ practitionerId }) => practitionerId))).toEqual(new Set(server.ids.practitionerIds));
  expect(resources.map(({ kind }) => kind)).toEqual(["practitioner", "practitioner"]);
});

test("what is booked is no start any more, and its lane is taken with its buffers", async () => {
  const { scanId, roomId } = server.ids;
  const requestId = await want({ service_id: scanId, earliest_date: "2026-11-19", latest_date: "2026-11-25" });
  const tickets = await desk().get<{ items: { id: string }[] }>(`/session-tickets?request_id=${requestId}`);
  const body = { ...wishAt(server.ids, "2026-11-20T08:00:00Z"), service_id: scanId };
  const booked = await desk().post<Booked>("/appointments", { ...body, session_ticket_id: tickets.body.items[0]!.id });
  expect(booked.status).toBe(201);
  const { requests, offerings, resources } = await read(requestId);
  const [demand] = requests;
  expect(demand!.ticketIds).toEqual([tickets.body.items[1]!.id]);
  expect(demand!.fixedDays.map((day) => dateOfEpochDay(day).toString())).toEqual(["2026-11-20"]);
  expect(demand!.fixedPractitionerIds).toEqual([server.ids.practitionerIds[0]]);
  const eight = Temporal.Instant.from("2026-11-20T08:00:00Z").epochMilliseconds / 60_000;
  expect(demand!.busy).toEqual([[eight, eight + 40]]);
  const room = resources.find(({ resourceId }) => resourceId === roomId)!;
  expect(covers(room.lanes[0]!, [eight - 11, eight - 10])).toBe(true);
  expect(covers(room.lanes[0]!, [eight - 10, eight - 9])).toBe(false);
  // 40 minutes with 10 before and 5 after on both sides of it: the next starts are those 55 minutes away, on the ten minutes.
  const near = offerings[1]!.starts.filter((start) => Math.abs(start - eight) <= 60);
  expect([...near]).toEqual([eight - 60, eight + 60]);
  expect(offerings[1]!.needs.map(({ from, to }) => [from, to])).toEqual([
    [-10, 45],
    [-10, 45],
  ]);
  // Whatever is offered finds its lanes.
  for (const offering of offerings)
    for (const i of offering.starts.keys()) expect(chooseResources({ resources }, offering, i)).not.toBeNull();
  await desk().post(`/appointments/${booked.body.appointment.id}/cancel`, {});
});

test("requests of one service share what is offered; nothing is offered for what has no supply", async () => {
  const { clinicId, patientIds } = server.ids;
  const service = { name: "Nobody does this", duration_minutes: 20, price_minor: 100, clinic_ids: [clinicId] };
  const lonely = await server.as("admin").post<{ id: string }>("/services", service);
  expect(lonely.status).toBe(201);
  const ids = await Promise.all([
    want({ latest_date: "2026-11-30" }),
    want({ latest_date: "2026-11-30", patient_id: patientIds[1] }),
    want({ service_id: lonely.body.id }),
  ]);
  const { requests, offerings } = await read(...ids);
  expect(requests.map(({ requestId }) => requestId)).toEqual(ids);
  expect(requests.map((demand) => demand.offerings)).toEqual([[0, 1], [0, 1], []]);
  expect(offerings).toHaveLength(2);
});

test("a kind of room narrows the choice", async () => {
  const { clinicId, scanId } = server.ids;
  const preferring = await want({ service_id: scanId, room_kind: "bed", latest_date: "2026-11-25" });
  const requiring = await want({ service_id: scanId, room_kind: "bed", room_kind_required: true });
  const rooms = await want({ service_id: scanId, room_kind: "room", room_kind_required: true });
  const { requests } = await read(preferring, requiring, rooms);
  expect(requests.map((demand) => demand.offerings)).toEqual([[0, 1], [], [0, 1]]);
  const admin = server.as("admin");
  const bed = await admin.post<{ id: string }>("/resources", { kind: "bed", name: "Bed", clinic_id: clinicId });
  expect(bed.status).toBe(201);
  const pool = await admin.post<{ id: string }>("/pools", {
    name: "Either",
    clinic_id: clinicId,
    resource_ids: [server.ids.roomId, bed.body.id],
  });
  const { practitionerIds } = server.ids;
  const either = await admin.post<{ id: string }>("/services", {
    name: "Rest",
    duration_minutes: 20,
    price_minor: 100,
    clinic_ids: [clinicId],
    practitioner_ids: [practitionerIds[0]],
    phases: [
      { starts_minute: 0, ends_minute: 20, need: "practitioner" },
      { starts_minute: 0, ends_minute: 20, need: "pool", pool_id: pool.body.id },
    ],
  });
  expect(either.status).toBe(201);
  const inBed = await want({ service_id: either.body.id, room_kind: "bed", room_kind_required: true });
  const ratherInBed = await want({ service_id: either.body.id, room_kind: "bed" });
  const wherever = await want({ service_id: either.body.id });
  const found = await read(inBed, ratherInBed, wherever);
  expect(found.requests.map((demand) => demand.offerings)).toEqual([[1], [0, 1], [0]]);
  const kinds = found.offerings.map(({ needs }) => needs[1]!.anyOf.map((i) => found.resources[i]!.kind));
  expect(kinds).toEqual([["room", "bed"], ["bed"]]);
});

test("an empty question has an empty answer", async () => {
  expect(await read()).toEqual({ requests: [], offerings: [], resources: [], weights: usualWeights });
});
