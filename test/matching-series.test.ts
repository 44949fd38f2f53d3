import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import type * as schemas from "../src/matching/schemas.ts";
import type { ProblemBody } from "./client.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** A patient's sessions, placed exactly and booked as the desk books: every law is held against the database at the end. */
let server: TestServer;
let laser: { serviceId: string; doctors: [string, string] };
beforeAll(async () => {
  server = await openTestServer();
  laser = await openLaser();
});
afterAll(() => server.close());

type Said<Schema extends z.ZodType> = z.input<Schema>;
type Feasibility = Said<typeof schemas.feasibility>;
type Confirmation = Said<typeof schemas.confirmation>;
type AutoFill = Said<typeof schemas.autoFill>;
interface Contract {
  id: string;
  version: number;
}

const desk = () => server.as("receptionist");
const admin = () => server.as("admin");
let patients = 0;

/** Two practitioners, Monday to Friday from nine to six on the half hour; half an hour with five minutes after it. */
async function openLaser() {
  const { clinicId } = server.ids;
  const doctors: string[] = [];
  for (const name of ["Ariadne", "Theseus"]) {
    const doctor = await admin().post<{ id: string }>("/practitioners", { name, clinic_ids: [clinicId] });
    doctors.push(doctor.body.id);
    for (const weekday of [1, 2, 3, 4, 5])
      await admin().post("/schedule-rules", {
        resource_id: doctor.body.id,
        clinic_id: clinicId,
        weekday,
        start_local: "09:00",
        end_local: "18:00",
        slot_minutes: 30,
      });
  }
  const service = await admin().post<{ id: string }>("/services", {
    name: "Laser",
    duration_minutes: 25,
    buffer_after_minutes: 5,
    price_minor: 6000,
    clinic_ids: [clinicId],
    practitioner_ids: doctors,
  });
  expect(service.status).toBe(201);
  return { serviceId: service.body.id, doctors: doctors as [string, string] };
}

async function newPatient(): Promise<string> {
  const { status, body } = await desk().post<{ id: string }>("/patients", { name: `Patient ${++patients}` });
  expect(status).toBe(201);
  return body.id;
}

const mondaysAtTen = { weekday: 1, start_local: "10:00" };

async function draw(lines: object[], patient_id?: string): Promise<Contract> {
  const { status, body } = await desk().post<Contract>("/contracts", {
    clinic_id: server.ids.clinicId,
    patient_id: patient_id ?? (await newPatient()),
    lines,
  });
  expect([status, body]).toEqual([201, body]);
  return body;
}

async function request(more: object): Promise<string> {
  const wanted = {
    clinic_id: server.ids.clinicId,
    service_id: laser.serviceId,
    patient_id: await newPatient(),
    ...more,
  };
  const { status, body } = await desk().post<{ id: string }>("/booking-requests", wanted);
  expect([status, body]).toEqual([201, body]);
  return body.id;
}

const sixOnMondays = (more: object = {}) => ({
  service_id: laser.serviceId,
  sessions: 6,
  wishes: { min_days_between: 5, preferred_days_between: 7, patterns: [mondaysAtTen], ...more },
});
const feasibilityOf = async ({ id }: Contract) => (await desk().get<Feasibility>(`/contracts/${id}/feasibility`)).body;
const confirm = ({ id }: Contract, key?: string) =>
  desk().send<Confirmation & ProblemBody>(
    "POST",
    `/contracts/${id}/confirm`,
    {},
    key ? { "idempotency-key": key } : {},
  );
const autoFill = (id: string) => desk().post<AutoFill & ProblemBody>(`/booking-requests/${id}/auto-fill`, {});

const localOf = (at: unknown) => Temporal.Instant.from(String(at)).toZonedDateTimeISO("Europe/Athens");
const textOf = (at: unknown) => localOf(at).toPlainDateTime().toString();
const wheres = ({ lines }: Feasibility) =>
  lines.map(({ placements }) => placements.map(({ place }) => place && textOf(place.starts_at)));

const mondays = ["2026-11-23", "2026-11-30", "2026-12-07", "2026-12-14", "2026-12-21", "2026-12-28"];
const atTen = mondays.map((date) => `${date}T10:00:00`);

describe("six sessions, Mondays at 10:00", () => {
  test("are feasible before anything is signed, and nothing is kept from anybody", async () => {
    const contract = await draw([sixOnMondays()]);
    const feasible = await feasibilityOf(contract);
    expect(feasible).toMatchObject({ feasible: true, last_date: "2026-12-28", lines: [{ sessions: 6, placed: 6 }] });
    expect(wheres(feasible)).toEqual([atTen]);
    const [line] = feasible.lines;
    expect(line!.placements.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(line!.placements[0]!.practitioner_name).toMatch(/Ariadne|Theseus/);
    expect(line!.placements[1]!.reasons.met.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["pattern", "spacing"]),
    );
    const tickets = await desk().get<{ items: unknown[] }>(`/session-tickets?contract_id=${contract.id}`);
    expect(tickets.body.items).toEqual([]);
  });

  test("are booked when it is signed, for nothing, and a repeat has the same answer", async () => {
    const contract = await draw([sixOnMondays()]);
    const confirmed = await confirm(contract, `six-${contract.id}`);
    expect(confirmed.status).toBe(200);
    const { appointments, requests, feasibility } = confirmed.body;
    expect(confirmed.body.contract).toMatchObject({ status: "confirmed", total_minor: 36_000 });
    expect(requests).toMatchObject([{ status: "scheduled", tickets: { planned: 0, scheduled: 6 } }]);
    expect(appointments.map(({ starts_at, price_minor }) => [textOf(starts_at), price_minor])).toEqual(
      atTen.map((at) => [at, 0]),
    );
    expect(new Set(appointments.map(({ practitioner_id }) => practitioner_id)).size).toBe(1);
    expect(feasibility).toMatchObject({ feasible: true, last_date: "2026-12-28" });
    const again = await confirm(contract, `six-${contract.id}`);
    expect([again.status, again.body]).toEqual([200, confirmed.body]);
    const third = await confirm(contract);
    expect([third.status, third.body.code]).toEqual([409, "illegal_move"]);
    expect((await feasibilityOf(contract)).lines).toMatchObject([{ sessions: 0, placed: 0 }]);
  });

  test("one moves where its Monday is blocked, and says so", async () => {
    const { clinicId } = server.ids;
    const blocked = await admin().post("/schedule-exceptions", {
      clinic_id: clinicId,
      kind: "blocked",
      from: "2026-12-07",
      to: "2026-12-08",
      reason: "Closed",
    });
    expect([blocked.status, blocked.body]).toEqual([201, blocked.body]);
    const contract = await draw([sixOnMondays()]);
    const { body } = await confirm(contract);
    const where = body.appointments.map(({ starts_at }) => textOf(starts_at));
    expect(where.filter((at) => atTen.includes(at))).toHaveLength(5);
    const moved = where.findIndex((at) => !atTen.includes(at));
    expect(moved).toBe(2);
    const { reasons, place } = body.feasibility.lines[0]!.placements[moved]!;
    expect(textOf(place!.starts_at)).toMatch(/^2026-12-08T10:00:00$/);
    const given = reasons.given_up.find(({ code }) => code === "pattern");
    expect(given?.cost).toBeGreaterThan(0);
    const better = reasons.blocked.find(({ code }) => code === "pattern");
    expect(better && textOf(better.starts_at)).toBe("2026-12-07T10:00:00");
    expect(JSON.stringify(better?.because)).toContain("blocked");
  });

  test("two lines of one contract do not overlap", async () => {
    const contract = await draw([sixOnMondays(), sixOnMondays()]);
    const feasible = await feasibilityOf(contract);
    expect(feasible).toMatchObject({ feasible: true, lines: [{ placed: 6 }, { placed: 6 }] });
    const [first, second] = wheres(feasible);
    expect(first!.some((at) => second!.includes(at))).toBe(false);
    const { body } = await confirm(contract);
    expect(body.appointments).toHaveLength(12);
    expect(wheres(body.feasibility)).toEqual([first, second]);
  });
});

describe("what cannot be", () => {
  test("a service that nobody gives is signed all the same, and says why nothing is placed", async () => {
    const lonely = await admin().post<{ id: string }>("/services", {
      name: "Nobody does this",
      duration_minutes: 20,
      price_minor: 100,
      clinic_ids: [server.ids.clinicId],
    });
    const contract = await draw([{ service_id: lonely.body.id, sessions: 2 }]);
    const feasible = await feasibilityOf(contract);
    expect(feasible).toMatchObject({ feasible: false, last_date: null, lines: [{ sessions: 2, placed: 0 }] });
    expect(feasible.lines[0]!.placements[0]!.reasons.blocked.map(({ code }) => code)).toEqual(["no_supply"]);
    const { status, body } = await confirm(contract);
    expect([status, body.contract.status, body.appointments]).toEqual([200, "confirmed", []]);
    expect(body.feasibility).toEqual({
      ...feasible,
      lines: [{ ...feasible.lines[0]!, request_id: body.requests[0]!.id }],
    });
  });

  test.each<[string, object, number, string]>([
    [
      "more sessions than weeks",
      { sessions: 6, latest_date: "2026-12-09", min_days_between: 4 },
      5,
      "spacing_impossible",
    ],
    ["gaps that no weekend allows", { sessions: 9, min_days_between: 1, max_days_between: 1 }, 5, "spacing_impossible"],
    ["only Sundays, which is a wish", { sessions: 2, patterns: [{ weekday: 7 }] }, 2, ""],
    ["patterns that contradict each other", { sessions: 2, patterns: [{ weekday: 1 }, { weekday: 2 }] }, 2, ""],
    ["years", { sessions: 3, latest_date: "2035-01-01", min_days_between: 180 }, 3, ""],
    [
      "nothing but a weekend",
      { sessions: 1, earliest_date: "2026-11-21", latest_date: "2026-11-22" },
      0,
      "outside_dates",
    ],
  ])("%s", async (_case, wishes, count, blocked) => {
    const id = await request(wishes);
    const { status, body } = await autoFill(id);
    expect(status).toBe(200);
    const { placements, placed } = body.feasibility.lines[0]!;
    expect([placed, body.appointments.length]).toEqual([count, count]);
    expect(body.feasibility.feasible).toBe(blocked === "");
    const why = placements.filter(({ place }) => !place).map(({ reasons }) => reasons.blocked[0]!.code);
    expect(new Set(why)).toEqual(new Set(blocked === "" ? [] : [blocked]));
  });

  test("200 sessions are placed as far as they fit", async () => {
    const id = await request({ sessions: 200, min_days_between: 30, max_days_between: 60 });
    const began = performance.now();
    const { body } = await autoFill(id);
    expect(body.feasibility.lines[0]).toMatchObject({ sessions: 200, placed: 14 });
    expect(performance.now() - began).toBeLessThan(20_000);
  });

  test("what is over is not filled, and what does not exist is not found", async () => {
    const id = await request({ sessions: 1 });
    const cancelled = await desk().post(`/booking-requests/${id}/cancel`, {});
    expect(cancelled.status).toBe(200);
    expect((await autoFill(id)).body).toMatchObject({ code: "illegal_move", status: 409 });
    const nobody = "01890000-0000-7000-8000-0000000000ff";
    expect((await autoFill(nobody)).body).toMatchObject({ code: "not_found", status: 404 });
    expect((await desk().get(`/contracts/${nobody}/feasibility`)).status).toBe(404);
  });
});

describe("auto-fill", () => {
  test("fills what was given back, with its distance from what is booked", async () => {
    const id = await request({ sessions: 3, min_days_between: 7, preferred_days_between: 7, patterns: [mondaysAtTen] });
    const { body } = await autoFill(id);
    const second = body.appointments[1]!;
    await desk().post(`/appointments/${second.id}/cancel`, {});
    const again = await autoFill(id);
    expect(again.body.appointments.map(({ starts_at }) => starts_at)).toEqual([second.starts_at]);
    expect(again.body.feasibility.lines[0]).toMatchObject({ sessions: 1, placements: [{ ordinal: 2 }] });
    expect(again.body.request).toMatchObject({ status: "scheduled" });
    expect((await autoFill(id)).body).toMatchObject({ appointments: [], feasibility: { feasible: true } });
  });

  test("of rivals who fill one request each session is booked by one, and the days between are kept", async () => {
    const id = await request({ sessions: 5, min_days_between: 6, max_days_between: 9 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => autoFill(id)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const booked = answers.flatMap(({ body }) => body.appointments);
    expect(booked).toHaveLength(5);
    expect(new Set(booked.map(({ session_ticket_id }) => session_ticket_id)).size).toBe(5);
    const days = booked
      .map(({ starts_at }) => localOf(starts_at).toPlainDate())
      .sort((one, other) => Temporal.PlainDate.compare(one, other));
    for (const [i, day] of days.slice(1).entries()) {
      const gap = days[i]!.until(day).days;
      expect(gap).toBeGreaterThanOrEqual(6);
      expect(gap).toBeLessThanOrEqual(9);
    }
  });

  test("of rivals who want the same times nobody is refused what is free", async () => {
    const ids = await Promise.all(
      Array.from({ length: 6 }, () => request({ sessions: 3, preferred_days_between: 7, patterns: [mondaysAtTen] })),
    );
    const answers = await Promise.all(ids.map((id) => autoFill(id)));
    expect(answers.map(({ status, body }) => [status, body.appointments.length])).toEqual(ids.map(() => [200, 3]));
  });

  test("of rivals who sign one contract one does", async () => {
    const contract = await draw([{ service_id: laser.serviceId, sessions: 2 }]);
    const answers = await Promise.all(Array.from({ length: 5 }, () => confirm(contract)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    const tickets = await desk().get<{ items: unknown[] }>(`/session-tickets?contract_id=${contract.id}`);
    expect(tickets.body.items).toHaveLength(2);
  });
});

test("after all of it every law holds", async () => {
  expect(await server.verify()).toEqual([]);
});
