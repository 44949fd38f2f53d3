import { readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { splitStatements } from "../src/platform/migrate.ts";
import type { Booked, DayHistory, Story, WalkedIn } from "./answers.ts";
import type { Client } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

const date = "2026-11-18";
let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
});
afterAll(() => server.close());

const at = (time: string) => Temporal.Instant.from(`${date}T${time}:00Z`);

async function look(moment: string, day = date): Promise<DayHistory> {
  const query = `clinic_id=${server.ids.clinicId}&date=${day}&at=${encodeURIComponent(moment)}`;
  const { status, body } = await desk.get<DayHistory>(`/day-history?${query}`);
  expect(status).toBe(200);
  return body;
}

type Line = DayHistory["later"][number];

/** `09:00 confirmed, scheduled` or `walk-in waiting, number 1`, with the first name of the patient. */
function lineOf({ starts_at, status, visit_status, queue_number, patient_name }: Line): string {
  const time = starts_at === null ? "walk-in" : `${starts_at.slice(11, 16)} ${status}`;
  const number = queue_number === null ? "" : `, number ${queue_number}`;
  return `${patient_name.split(" ")[0]}: ${time}, ${visit_status}${number}`;
}

/** What happened at which time (UTC), and how the day looked then; who is not in a line any more has left the day. */
const maria = "Μαρία";
const fatma = "فاطمة";
const john = "John";
type Step = [time: string, what: string, act: () => Promise<{ status: number }>, after: string[], elsewhere?: string[]];

describe("a day, step by step", () => {
  const appointments = new Map<string, Booked>();
  let walkedIn: WalkedIn;
  const book = async (name: string, wish: object) => {
    const answer = await desk.post<Booked>("/appointments", wish);
    appointments.set(name, answer.body);
    return answer;
  };
  const hold = async (name: string, wish: object) => {
    const answer = await desk.post<Booked>("/holds", { ...wish, ttl_seconds: 300 });
    appointments.set(name, answer.body);
    return answer;
  };
  const verb = (name: string, move: string, body?: object) =>
    desk.post(`/appointments/${appointments.get(name)!.appointment.id}/${move}`, body);
  const visitVerb = (name: string, move: string) => desk.post(`/visits/${appointments.get(name)!.visit.id}/${move}`);
  const wish = (time: string, patient: number, day = date) => wishAt(server.ids, `${day}T${time}:00Z`, patient);
  const second = (time: string, patient: number) => ({
    ...wish(time, patient),
    practitioner_id: server.ids.practitionerIds[1],
  });
  const walkIn = async () => {
    const { clinicId: clinic_id, patientIds, consultationId: service_id } = server.ids;
    const answer = await desk.post<WalkedIn>("/visits", { clinic_id, patient_id: patientIds[1], service_id });
    walkedIn = answer.body;
    return answer;
  };

  const nobody: string[] = [];
  const steps: Step[] = [
    ["08:00", "one is booked", () => book("A", wish("09:00", 0)), [`${maria}: 09:00 confirmed, scheduled`]],
    [
      "08:01",
      "one is held for five minutes",
      () => hold("B", wish("10:00", 1)),
      [`${maria}: 09:00 confirmed, scheduled`, `${fatma}: 10:00 held, scheduled`],
    ],
    [
      "08:02",
      "another one is booked",
      () => book("C", wish("10:20", 2)),
      [
        `${maria}: 09:00 confirmed, scheduled`,
        `${fatma}: 10:00 held, scheduled`,
        `${john}: 10:20 confirmed, scheduled`,
      ],
      nobody,
    ],
    [
      "08:03",
      "that one is moved to the next day",
      () => verb("C", "reschedule", { starts_at: "2026-11-19T10:20:00Z" }),
      [`${maria}: 09:00 confirmed, scheduled`, `${fatma}: 10:00 held, scheduled`],
      [`${john}: 10:20 confirmed, scheduled`],
    ],
    [
      "08:04",
      "and back, to another time",
      () => verb("C", "reschedule", { starts_at: `${date}T10:40:00Z` }),
      [
        `${maria}: 09:00 confirmed, scheduled`,
        `${fatma}: 10:00 held, scheduled`,
        `${john}: 10:40 confirmed, scheduled`,
      ],
      nobody,
    ],
    [
      "08:06",
      "the hold has run out, and nobody has done anything",
      () => Promise.resolve({ status: 200 }),
      [`${maria}: 09:00 confirmed, scheduled`, `${john}: 10:40 confirmed, scheduled`],
    ],
    [
      "08:07",
      "somebody walks in",
      walkIn,
      [
        `${fatma}: walk-in, waiting, number 1`,
        `${maria}: 09:00 confirmed, scheduled`,
        `${john}: 10:40 confirmed, scheduled`,
      ],
    ],
    [
      "08:08",
      "one is booked with the other practitioner",
      () => book("D", second("11:00", 0)),
      [
        `${fatma}: walk-in, waiting, number 1`,
        `${maria}: 09:00 confirmed, scheduled`,
        `${john}: 10:40 confirmed, scheduled`,
        `${maria}: 11:00 confirmed, scheduled`,
      ],
    ],
    [
      "08:09",
      "and cancelled",
      () => verb("D", "cancel", { reason: "Cannot come" }),
      [
        `${fatma}: walk-in, waiting, number 1`,
        `${maria}: 09:00 confirmed, scheduled`,
        `${john}: 10:40 confirmed, scheduled`,
        `${maria}: 11:00 cancelled, cancelled`,
      ],
    ],
    [
      "08:50",
      "the first one arrives",
      () => verb("A", "check-in"),
      [
        `${fatma}: walk-in, waiting, number 1`,
        `${maria}: 09:00 checked_in, waiting, number 2`,
        `${john}: 10:40 confirmed, scheduled`,
        `${maria}: 11:00 cancelled, cancelled`,
      ],
    ],
    [
      "08:55",
      "is called",
      () => visitVerb("A", "call"),
      [
        `${fatma}: walk-in, waiting, number 1`,
        `${maria}: 09:00 checked_in, called, number 2`,
        `${john}: 10:40 confirmed, scheduled`,
        `${maria}: 11:00 cancelled, cancelled`,
      ],
    ],
    [
      "11:30",
      "one has not come",
      () => verb("C", "no-show"),
      [
        `${fatma}: walk-in, waiting, number 1`,
        `${maria}: 09:00 checked_in, called, number 2`,
        `${john}: 10:40 no_show, no_show`,
        `${maria}: 11:00 cancelled, cancelled`,
      ],
    ],
  ];

  beforeAll(async () => {
    for (const [time, what, act] of steps) {
      server.clock.now = at(time);
      const { status } = await act();
      if (status >= 300) throw new Error(`At ${time} ${what}: ${status}`);
    }
    server.clock.now = at("12:00");
  });

  test.each(steps)("at %s %s", async (time, _what, _act, after, elsewhere) => {
    expect((await look(`${date}T${time}:00Z`)).items.map(lineOf)).toEqual(after);
    if (elsewhere) expect((await look(`${date}T${time}:00Z`, "2026-11-19")).items.map(lineOf)).toEqual(elsewhere);
  });

  test("a moment is as good in any zone, and lasts until the next change", async () => {
    const [one, other, later] = await Promise.all(
      [`${date}T08:09:00Z`, `${date}T10:09:00+02:00`, `${date}T08:49:59.999Z`].map((moment) => look(moment)),
    );
    expect(other).toEqual(one);
    expect(later!.items).toEqual(one!.items);
  });

  test("what has become of it since stands beside it", async () => {
    const { items, later } = await look(`${date}T08:02:30Z`);
    expect(items.map(({ now }) => lineOf(now))).toEqual([
      `${maria}: 09:00 checked_in, called, number 2`,
      `${fatma}: 10:00 expired, scheduled`,
      `${john}: 10:40 no_show, no_show`,
    ]);
    expect(later.map(lineOf)).toEqual([`${fatma}: walk-in, waiting, number 1`, `${maria}: 11:00 cancelled, cancelled`]);
  });

  test("of who went to another day it is said where they are now", async () => {
    const { items } = await look(`${date}T08:03:30Z`, "2026-11-19");
    expect(items).toMatchObject([{ service_date: "2026-11-19", now: { service_date: date, status: "no_show" } }]);
  });

  test("the moments are those at which the day changed", async () => {
    const { moments } = await look(`${date}T12:00:00Z`);
    const changes = steps.filter(([time]) => time !== "08:06").map(([time]) => at(time).toString());
    expect(moments).toEqual(changes);
    expect((await look(`${date}T12:00:00Z`, "2026-11-19")).moments).toEqual([`${date}T08:03:00Z`, `${date}T08:04:00Z`]);
  });

  test("before the first event there is nothing, and what is to come is now", async () => {
    expect((await look("2026-01-01T00:00:00Z")).items).toEqual([]);
    const [now, future] = await Promise.all([look(`${date}T12:00:00Z`), look("2027-01-01T00:00:00Z")]);
    expect(future).toEqual(now);
    expect(future.at).toBe(`${date}T12:00:00Z`);
  });

  test("who did what when is told of an appointment and its visit together", async () => {
    const { appointment, visit } = appointments.get("A")!;
    const storyOf = async (id: string) => (await desk.get<Story>(`/events?subject_id=${id}`)).body.items;
    const story = await storyOf(appointment.id);
    expect(story.map(({ subject, kind, occurred_at }) => `${occurred_at.slice(11, 16)} ${subject} ${kind}`)).toEqual([
      "08:00 appointment book",
      "08:00 visit expect",
      "08:50 appointment check_in",
      "08:50 visit check_in",
      "08:55 visit call",
    ]);
    expect(new Set(story.map(({ actor_name }) => actor_name))).toEqual(new Set(["receptionist"]));
    expect(await storyOf(visit.id)).toEqual(story);
    expect((await storyOf(walkedIn.visit.id)).map(({ kind }) => kind)).toEqual(["walk_in", "queue"]);
  });

  test("every law holds at the end", async () => {
    expect(await server.verify()).toEqual([]);
  });
});

const refused = (clinicId: string): [path: string, status: number, pointer: string][] => [
  [`/day-history?clinic_id=01900000-0000-7000-8000-000000000000&date=${date}`, 404, "/clinic_id"],
  [`/day-history?clinic_id=${clinicId}&date=2026-02-30`, 422, "/date"],
  [`/day-history?clinic_id=${clinicId}`, 422, "/date"],
  [`/day-history?clinic_id=${clinicId}&date=${date}&at=2026-11-18T09:12:00`, 422, "/at"],
  [`/day-history?clinic_id=${clinicId}&date=${date}&at=09:12`, 422, "/at"],
  [`/day-history?clinic_id=${clinicId}&date=${date}&at=2026-11-18T25:00:00Z`, 422, "/at"],
  ["/events?subject_id=01900000-0000-7000-8000-000000000000", 404, "/subject_id"],
  ["/events?subject_id=me", 422, "/subject_id"],
];

test("wrong questions are refused with a pointer", async () => {
  for (const [path, status, pointer] of refused(server.ids.clinicId)) {
    const answer = await desk.get(path);
    expect([path, answer.status, answer.body.errors?.[0]?.pointer]).toEqual([path, status, pointer]);
  }
});

test("another organization's past is not there", async () => {
  const { body } = await desk.post<WalkedIn>("/visits", {
    clinic_id: server.ids.clinicId,
    patient_id: server.ids.patientIds[2],
    service_id: server.ids.consultationId,
  });
  const stranger = server.as("admin", server.other);
  expect((await stranger.get(`/events?subject_id=${body.visit.id}`)).status).toBe(404);
  expect((await stranger.get(`/day-history?clinic_id=${server.ids.clinicId}&date=${date}`)).status).toBe(404);
});

test("visits that are older than their events begin with what they are", async () => {
  const migration = new URL("../src/platform/migrations/011_booking_under_fire.sql", import.meta.url);
  const snapshot = splitStatements(readFileSync(migration, "utf8")).find((text) => text.includes("'snapshot'"))!;
  const before = await look(server.clock.now.toString());
  await withClient(server.ownerUrl, async (owner) => {
    await owner.query("delete from events where subject = 'visit'");
    await owner.query(snapshot);
  });
  expect(await server.verify()).toEqual([]);
  expect((await look(server.clock.now.toString())).items).toEqual(before.items);
  const waiting = before.items.filter(({ visit_status }) => visit_status === "waiting");
  for (const { id } of waiting) expect((await desk.post(`/visits/${id}/call`)).status).toBe(200);
  expect(waiting.length).toBeGreaterThan(0);
  expect(await server.verify()).toEqual([]);
});
