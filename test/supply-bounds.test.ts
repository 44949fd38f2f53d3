import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Availability } from "./answers.ts";
import type { Client } from "./client.ts";
import { full } from "./fire/seed.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What is unusual and has a defined result, and how much work the most that is allowed can make. */
let server: TestServer;
let admin: Client;

beforeAll(async () => {
  server = await openTestServer();
  admin = server.as("admin");
});
afterAll(() => server.close());

async function made(path: string, body: object): Promise<string> {
  const answer = await admin.post<{ id: string }>(path, body);
  expect(answer.status, `${path} answered ${JSON.stringify(answer.body)}`).toBe(201);
  return answer.body.id;
}

interface Hours {
  weekday: number;
  start_local: string;
  end_local: string;
  slot_minutes?: number;
  breaks?: { start_local: string; end_local: string }[];
}

/** Somebody with these hours alone, and what they do: a service of some minutes that can be booked a year ahead. */
async function openPractice(hours: Hours[], service: object = {}, timezone = "Europe/Athens") {
  const clinic_id = await made("/clinics", { name: "Bounds", timezone });
  const practitioner = await made("/practitioners", { name: "Dora", clinic_ids: [clinic_id] });
  for (const rule of hours)
    await made("/schedule-rules", { resource_id: practitioner, clinic_id, slot_minutes: 30, ...rule });
  const offered = { clinic_ids: [clinic_id], practitioner_ids: [practitioner], max_future_days: 400 };
  const usual = { name: "Check-up", duration_minutes: 30, price_minor: 0 };
  const service_id = await made("/services", { ...usual, ...offered, ...service });
  const asked = `service_id=${service_id}&clinic_id=${clinic_id}`;
  return {
    clinic_id,
    practitioner,
    service_id,
    starts: async (from: string, to: string) => {
      const { status, body } = await admin.get<Availability>(`/availability?${asked}&from=${from}&to=${to}`);
      expect(status).toBe(200);
      return body.starts.map(({ starts_at }) => starts_at);
    },
    explain: async (startsAt: string) => {
      const path = `/availability/explain?${asked}&starts_at=${encodeURIComponent(startsAt)}`;
      const { status, body } = await admin.get<{ bookable: boolean; reasons: { code: string }[] }>(path);
      expect(status).toBe(200);
      return { bookable: body.bookable, codes: body.reasons.map(({ code }) => code) };
    },
    book: (startsAt: string) =>
      admin.post("/appointments", {
        clinic_id,
        service_id,
        patient_id: server.ids.patientIds[0],
        starts_at: startsAt,
        booking_source: "phone",
      }),
  };
}

const sunday = (start_local: string, end_local: string): Hours => ({ weekday: 7, start_local, end_local });

describe("where clocks spring forward", () => {
  test("a window within the missing hour is nothing on that day, and itself a week later", async () => {
    const { starts, explain } = await openPractice([sunday("03:00", "04:00")]);
    expect(await starts("2027-03-28", "2027-03-29")).toEqual([]);
    expect(await explain("2027-03-28T01:00:00Z")).toEqual({ bookable: false, codes: ["outside_hours"] });
    expect(await starts("2027-04-04", "2027-04-05")).toEqual(["2027-04-04T00:00:00Z", "2027-04-04T00:30:00Z"]);
  });

  test("a break within the missing hour interrupts nothing on that day", async () => {
    const breaks = [{ start_local: "03:00", end_local: "03:50" }];
    const { starts, explain } = await openPractice([{ ...sunday("02:00", "05:00"), breaks }]);
    expect(await starts("2027-03-28", "2027-03-29")).toEqual([
      "2027-03-28T00:00:00Z",
      "2027-03-28T00:30:00Z",
      "2027-03-28T01:00:00Z",
      "2027-03-28T01:30:00Z",
    ]);
    expect(await explain("2027-03-28T00:45:00Z")).toEqual({ bookable: true, codes: [] });
    expect(await explain("2027-04-04T00:10:00Z")).toEqual({ bookable: false, codes: ["break"] });
  });

  test.each([
    ["Africa/Cairo", "2027-04-30", "2027-05-01", "2027-04-29T22:00:00Z", "2027-04-30T21:00:00Z"],
    ["Asia/Beirut", "2027-03-28", "2027-03-29", "2027-03-27T22:00:00Z", "2027-03-28T21:00:00Z"],
    ["America/Santiago", "2027-09-05", "2027-09-06", "2027-09-05T04:00:00Z", "2027-09-06T03:00:00Z"],
  ])("a date in %s without a midnight begins with its first minute", async (timezone, from, to, starts_at, ends_at) => {
    const wholeDay = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [
      { weekday, start_local: "00:00", end_local: "12:00" },
      { weekday, start_local: "12:00", end_local: "00:00" },
    ]);
    const { clinic_id, practitioner, starts } = await openPractice(wholeDay, {}, timezone);
    const offered = await starts(from, to);
    expect([offered[0], offered.length]).toEqual([starts_at, 46]);
    const exception = { kind: "blocked", clinic_id, resource_id: practitioner, from, to };
    const blocked = await admin.post<object>("/schedule-exceptions", exception);
    expect([blocked.status, blocked.body]).toMatchObject([201, { starts_at, ends_at, timezone }]);
    expect(await starts(from, to)).toEqual([]);
  });
});

describe("rules of one priority that overlap", () => {
  test("add up, each start once; a break closes its own rule alone", async () => {
    const breaks = [{ start_local: "10:00", end_local: "12:00" }];
    const hours = [{ ...sunday("09:00", "12:00"), breaks }, sunday("11:00", "13:00"), sunday("11:00", "13:00")];
    const { starts } = await openPractice(hours);
    expect(await starts("2026-11-22", "2026-11-23")).toEqual([
      "2026-11-22T07:00:00Z",
      "2026-11-22T07:30:00Z",
      "2026-11-22T09:00:00Z",
      "2026-11-22T09:30:00Z",
      "2026-11-22T10:00:00Z",
      "2026-11-22T10:30:00Z",
    ]);
  });
});

describe("a service that cannot be given", () => {
  const hours = [sunday("09:00", "12:00"), sunday("13:00", "16:00")];
  const start = "2026-11-22T07:00:00Z";

  test("because it is longer than any window has no starts and says why", async () => {
    const { starts, explain, book } = await openPractice(hours, { duration_minutes: 181 });
    expect(await starts("2026-11-19", "2027-12-20")).toEqual([]);
    expect(await explain(start)).toEqual({ bookable: false, codes: ["outside_hours"] });
    const { status, body } = await book(start);
    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, "outside_hours", "/starts_at"]);
  });

  test.each<[string, (far: Far) => object, string, string]>([
    ["a room", ({ room }) => ({ need: "resource", resource_id: room }), "other_clinic", "outside_hours"],
    ["a pool", ({ pool }) => ({ need: "pool", pool_id: pool }), "nothing_suitable", "not_offered"],
    ["a kind", () => ({ need: "kind", resource_kind: "telehealth" }), "nothing_suitable", "not_offered"],
  ])("because %s that it needs is at another clinic has no starts and says why", async (_, need, reason, code) => {
    const clinic_id = await made("/clinics", { name: "Far", timezone: "Europe/Athens" });
    const room = await made("/resources", { clinic_id, kind: "telehealth", name: "Far screen" });
    const pool = await made("/pools", { clinic_id, name: "Far pool", resource_ids: [room] });
    const whole = { starts_minute: 0, ends_minute: 30 };
    const phases = [
      { ...whole, need: "practitioner" },
      { ...whole, ...need({ room, pool }) },
    ];
    const { starts, explain, book } = await openPractice(hours, { phases });
    expect(await starts("2026-11-19", "2026-12-19")).toEqual([]);
    expect(await explain(start)).toEqual({ bookable: false, codes: [reason] });
    const { status, body } = await book(start);
    expect([status, body.code]).toEqual([422, code]);
  });

  interface Far {
    room: string;
    pool: string;
  }
});

describe("a year long ago or far away", () => {
  test("has no starts and says why; what is stored for it is stored", async () => {
    const practice = await openPractice([{ ...sunday("09:00", "12:00") }]);
    const { clinic_id, practitioner, starts, explain } = practice;
    for (const [from, to] of [
      ["1900-01-01", "1901-02-01"],
      ["2198-11-19", "2199-12-20"],
    ] as const)
      expect(await starts(from, to)).toEqual([]);
    expect(await explain("2199-12-29T07:00:00Z")).toMatchObject({ bookable: false });
    expect((await explain("2199-12-29T07:00:00Z")).codes).toContain("beyond_horizon");
    const calendar = await admin.get<object>(`/calendar?clinic_id=${clinic_id}&from=2199-11-01&to=2199-12-15`);
    expect(calendar.status).toBe(200);
    const wanted = { kind: "blocked", resource_id: practitioner, from: "2197-01-01", to: "2199-12-31" };
    expect((await admin.post("/schedule-exceptions", wanted)).status).toBe(201);
    const impact = await admin.post<{ slots: object }>("/schedule-exceptions?preview=true", wanted);
    expect(impact.body.slots).toEqual({ added: 0, removed: 0, blocked: 0, unchanged: 0 });
  });
});

/** Seconds of wall-clock time; the bounds are generous, because the machine may be busy. */
async function expectWithin<T>(what: string, seconds: number, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const done = await work();
  const taken = (performance.now() - started) / 1000;
  expect(taken, `seconds for ${what}`).toBeLessThan(seconds);
  return done;
}

describe("10,000 rules", () => {
  const people = 20;
  const most = 500;
  let practice: Awaited<ReturnType<typeof openPractice>>;
  let practitioners: string[];

  beforeAll(async () => {
    practice = await openPractice([sunday("09:00", "12:00")]);
    const { clinic_id, service_id } = practice;
    const hired = Array.from({ length: people - 1 }, (_, i) =>
      made("/practitioners", { name: `Doctor ${i}`, clinic_ids: [clinic_id] }),
    );
    practitioners = [practice.practitioner, ...(await Promise.all(hired))];
    const offered = { practitioner_ids: practitioners, max_future_days: 400 };
    await admin.send("PATCH", `/services/${service_id}`, offered);
    // Windows of one to six hours all over the week, in five ranks: as entangled as rules can be.
    await withClient(server.ownerUrl, (client) =>
      client.query(
        `with r as (
           select p.id as resource_id, n, gen_random_uuid() as id, (n * 7919) % 1380 as starts from unnest($2::uuid[]) as p (id), generate_series(1, $4) as n
             where p.id <> $5 or n > 1),
         added as (
           insert into schedule_rules (organization_id, id, resource_id, clinic_id, weekday, start_local, end_local, timezone, slot_minutes,
             lanes, priority, buffer_before_minutes, buffer_after_minutes, version, created_at, updated_at)
           select $1, id, resource_id, $3, n % 7 + 1, time '00:00' + make_interval(mins => starts),
             time '00:00' + make_interval(mins => starts + 60 + n % 300), 'Europe/Athens', 15, 1, n % 5, n % 3 * 5, 0, 1, now(), now() from r)
         insert into schedule_rule_breaks (organization_id, rule_id, position, start_local, end_local)
         select $1, id, 1, time '00:00' + make_interval(mins => starts + 20), time '00:00' + make_interval(mins => starts + 30) from r`,
        [server.ids.organizationId, practitioners, clinic_id, most, practice.practitioner],
      ),
    );
  });

  test("are the most that 20 people have: one more is refused", async () => {
    const rule = { resource_id: practitioners[7], clinic_id: practice.clinic_id, slot_minutes: 30 };
    const { status, body } = await admin.post("/schedule-rules", { ...rule, ...sunday("09:00", "10:00") });
    expect([status, body.code, body.errors?.[0]?.pointer]).toEqual([422, "invalid_rule", "/resource_id"]);
  });

  test("are found in, explained, shown and made into slots in bounded time", { timeout: 300_000 }, async () => {
    const { clinic_id, service_id, starts, explain } = practice;
    const month = await expectWithin("a month", 20, () => starts("2026-11-19", "2026-12-19"));
    expect(month.length).toBeGreaterThan(100);
    if (full) await expectWithin("400 days", 60, () => starts("2026-11-19", "2027-12-20"));
    else await expectWithin("100 days", 60, () => starts("2026-11-19", "2027-02-27"));
    await expectWithin("400 days long ago", 10, () => starts("1900-01-01", "1901-02-01"));
    await expectWithin("400 far days", 10, () => starts("2198-11-19", "2199-12-20"));
    const one = `service_id=${service_id}&clinic_id=${clinic_id}&practitioner_id=${practitioners[3]}`;
    await expectWithin("one doctor's month", 10, () => admin.get(`/availability?${one}&from=2026-11-19&to=2026-12-19`));
    await expectWithin("explain", 20, () => explain("2026-11-22T07:07:00Z"));
    await expectWithin("explain far", 20, () => explain("2199-11-22T07:07:00Z"));
    await expectWithin("calendar", 30, () =>
      admin.get(`/calendar?clinic_id=${clinic_id}&from=2026-11-19&to=2027-01-03`),
    );
    await expectWithin("calendar far", 30, () =>
      admin.get(`/calendar?clinic_id=${clinic_id}&from=2199-11-01&to=2199-12-15`),
    );
    const wanted = { clinic_id, from: "2026-11-19", to: full ? "2026-12-19" : "2026-11-26" };
    await expectWithin("slots", 60, () => admin.post("/slots/generate", wanted));
    await expectWithin("slots again", 60, () => admin.post("/slots/generate", wanted));
    await expectWithin("slots far", 60, () =>
      admin.post("/slots/generate", { clinic_id, from: "2199-11-01", to: full ? "2199-12-01" : "2199-11-08" }),
    );
    const block = { kind: "blocked", clinic_id, from: "2026-11-20", to: "2026-12-20" };
    await expectWithin("impact", 60, () => admin.post("/schedule-exceptions?preview=true", block));
    const booked = await expectWithin("book", 20, () => practice.book(month[40]!));
    expect(booked.status).toBe(201);
  });
});

test(
  "8,000 exceptions on one clinic's month are explained and shown in bounded time",
  { timeout: 120_000 },
  async () => {
    const { clinic_id, practitioner, explain } = await openPractice([sunday("09:00", "12:00")]);
    await withClient(server.ownerUrl, (client) =>
      client.query(
        `insert into schedule_exceptions (organization_id, id, kind, resource_id, clinic_id, starts_at, ends_at, timezone, source, version,
         created_at, updated_at)
       select $1, gen_random_uuid(), case when n % 3 = 0 then 'available' else 'blocked' end, case when n % 3 = 1 then $3::uuid end, $2,
         timestamptz '2026-11-19Z' + make_interval(mins => n * 7919 % 40000),
         timestamptz '2026-11-19Z' + make_interval(mins => n * 7919 % 40000 + 30 + n % 600), 'UTC', 'manual', 1,
         now() + make_interval(secs => n), now() from generate_series(1, 8000) as n`,
        [server.ids.organizationId, clinic_id, practitioner],
      ),
    );
    const days = `clinic_id=${clinic_id}&from=2026-11-19&to=2027-01-03`;
    const shown = await expectWithin("a calendar", 20, () => admin.get(`/calendar?${days}`));
    expect(shown.status).toBe(200);
    await expectWithin("an explanation", 20, () => explain("2026-11-22T07:00:00Z"));
  },
);

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
