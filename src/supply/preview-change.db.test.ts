import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Booked } from "../../test/answers.ts";
import type { Client } from "../../test/client.ts";
import { wishAt } from "../../test/clinic.ts";
import { fingerprint } from "../../test/fingerprint.ts";
import { openTestServer, type TestServer } from "../../test/server.ts";
import { newId } from "../platform/ids.ts";

interface Impact {
  stranded: {
    appointment_id: string;
    booking_id: string;
    patient_name: string;
    service_name: string;
    resource_id: string;
    starts_at: string;
    ends_at: string;
    reasons: { code: string; label?: string; resource_name?: string; waivable: boolean }[];
  }[];
  slots: { added: number; removed: number; blocked: number; unchanged: number };
}
interface Stored {
  id: string;
  version: number;
}
interface Rule extends Stored {
  weekday: number;
  start_local: string;
}

let server: TestServer;
let admin: Client;
let eleni: string;
let nikos: string;
/** Thursday, 26 November: a consultation with each, and a scan by Nikos in the room. */
let booked: Record<"eleni" | "nikos" | "scan", string>;

beforeAll(async () => {
  server = await openTestServer();
  admin = server.as("admin");
  [eleni, nikos] = server.ids.practitionerIds;
  const { scanId } = server.ids;
  booked = {
    eleni: await book({}),
    nikos: await book({ practitioner_id: nikos }, 1),
    scan: await book({ practitioner_id: nikos, service_id: scanId, starts_at: "2026-11-26T14:00:00Z" }, 2),
  };
});
afterAll(() => server.close());

async function book(change: object, patient = 0): Promise<string> {
  const wish = { ...wishAt(server.ids, "2026-11-26T12:00:00Z", patient), ...change };
  const { status, body } = await admin.post<Booked>("/appointments", wish);
  expect(status).toBe(201);
  return body.appointment.id;
}

/** Asks for a preview, makes sure that nothing is stored, then makes the change. */
async function weighed(method: "POST" | "PATCH" | "DELETE", path: string, body?: object) {
  const before = await fingerprint(server.ownerUrl);
  const key = { "idempotency-key": newId() };
  const preview = await admin.send<Impact>(method, `${path}?preview=true`, body, key);
  expect([preview.status, await fingerprint(server.ownerUrl)]).toEqual([200, before]);
  const made = await admin.send<Stored>(method, path, body, key);
  expect([made.status, made.headers.get("idempotency-replayed")]).toEqual([
    { POST: 201, PATCH: 200, DELETE: 204 }[method],
    null,
  ]);
  return { impact: preview.body, made: made.body };
}
const lost = ({ stranded }: Impact) => stranded.map((one) => [one.appointment_id, one.resource_id]);
const codes = ({ stranded }: Impact) => stranded.map(({ reasons }) => reasons.map(({ code }) => code));

const day = { from: "2026-11-26", to: "2026-11-27" };
const daySlots = 144;

describe("the impact of an exception", () => {
  test("of one resource: whom it strands, in the words of a person, and which slots close", async () => {
    const course = { kind: "blocked", resource_id: eleni, ...day, reason: "Course" };
    const { impact, made } = await weighed("POST", "/schedule-exceptions", course);
    expect(impact.stranded).toEqual([
      {
        appointment_id: booked.eleni,
        booking_id: expect.stringMatching(/\w/) as string,
        patient_name: "Μαρία Παπαδοπούλου",
        service_name: "Consultation",
        resource_id: eleni,
        starts_at: "2026-11-26T12:00:00Z",
        ends_at: "2026-11-26T12:20:00Z",
        reasons: [
          expect.objectContaining({ code: "blocked", label: "Course", resource_name: "Eleni", waivable: true }),
        ],
      },
    ]);
    expect(impact.slots).toEqual({ added: 0, removed: 0, blocked: daySlots, unchanged: 0 });

    const shorter = await weighed("PATCH", `/schedule-exceptions/${made.id}`, { to: "2026-11-26T12:00:00Z" });
    expect([lost(shorter.impact), shorter.impact.slots.added]).toEqual([[], 60]);
    const other = await weighed("PATCH", `/schedule-exceptions/${made.id}`, { resource_id: nikos, to: day.to });
    expect(lost(other.impact)).toEqual([
      [booked.nikos, nikos],
      [booked.scan, nikos],
    ]);
    expect(other.impact.slots).toMatchObject({ added: daySlots - 60, blocked: daySlots });
    const gone = await weighed("DELETE", `/schedule-exceptions/${made.id}`);
    expect([lost(gone.impact), gone.impact.slots.added]).toEqual([[], daySlots]);
  });

  test("of a whole clinic: everybody's, and what stands there", async () => {
    const holiday = { kind: "blocked", source: "holiday", clinic_id: server.ids.clinicId, ...day };
    const { impact, made } = await weighed("POST", "/schedule-exceptions", holiday);
    expect(lost(impact).sort()).toEqual(
      [
        [booked.eleni, eleni],
        [booked.nikos, nikos],
        [booked.scan, nikos],
        [booked.scan, server.ids.roomId],
      ].sort(),
    );
    expect(new Set(codes(impact).flat())).toEqual(new Set(["holiday"]));
    expect(impact.slots).toMatchObject({ blocked: 2 * daySlots, unchanged: 0 });
    const lifted = await weighed("POST", "/schedule-exceptions", {
      kind: "available",
      clinic_id: server.ids.clinicId,
      from: "2026-11-26T12:00:00Z",
      to: "2026-11-26T13:00:00Z",
    });
    expect(lifted.impact).toMatchObject({ stranded: [], slots: { added: 12, blocked: 0 } });
    // What the holiday strands already, its second block does not strand again.
    const again = await weighed("POST", "/schedule-exceptions", { kind: "blocked", ...day });
    expect(lost(again.impact).sort()).toEqual(
      [
        [booked.eleni, eleni],
        [booked.nikos, nikos],
      ].sort(),
    );
    for (const { id } of [made, lifted.made, again.made]) await admin.send("DELETE", `/schedule-exceptions/${id}`);
  });

  test("of a service, and of a room", async () => {
    const { scanId, roomId } = server.ids;
    const ofService = { kind: "blocked", service_id: scanId, ...day };
    const { impact, made } = await weighed("POST", "/schedule-exceptions", ofService);
    expect(lost(impact).sort()).toEqual(
      [
        [booked.scan, nikos],
        [booked.scan, roomId],
      ].sort(),
    );
    expect(impact.slots.blocked).toBe(0);
    await admin.send("DELETE", `/schedule-exceptions/${made.id}`);
    const room = await weighed("POST", "/schedule-exceptions", { kind: "blocked", room_id: roomId, ...day });
    expect(lost(room.impact)).toEqual([[booked.scan, roomId]]);
    await admin.send("DELETE", `/schedule-exceptions/${room.made.id}`);
  });

  test("that lies outside the time that can be booked is nothing", async () => {
    const long = { kind: "blocked", clinic_id: server.ids.clinicId };
    for (const during of [
      { from: "2026-01-01", to: "2026-11-18T08:00:00Z" },
      { from: "2028-06-01", to: "2028-06-02" },
    ]) {
      const { body } = await admin.post<Impact>("/schedule-exceptions?preview=true", { ...long, ...during });
      expect(body).toMatchObject({ stranded: [], slots: { added: 0, removed: 0, blocked: 0 } });
    }
  });
});

describe("the impact of a rule", () => {
  const rules = async () =>
    (await admin.get<{ items: Rule[] }>(`/schedule-rules?resource_id=${eleni}&limit=200`)).body.items;
  const thursday = async () =>
    (await rules()).find(({ weekday, start_local }) => weekday === 4 && start_local === "12:00")!;

  test("that changes, goes and comes back", async () => {
    const rule = await thursday();
    const breaks = [{ start_local: "14:00", end_local: "14:30", label: "Lunch" }];
    const pause = await weighed("PATCH", `/schedule-rules/${rule.id}`, { breaks });
    expect([lost(pause.impact), codes(pause.impact)]).toEqual([[[booked.eleni, eleni]], [["break"]]]);
    // Five Thursdays of three slots.
    expect(pause.impact.slots).toMatchObject({ added: 0, removed: 0, blocked: 15 });
    const gone = await weighed("DELETE", `/schedule-rules/${rule.id}`);
    expect(gone.impact.slots).toMatchObject({ removed: 5 * 72 });
    expect(lost(gone.impact)).toEqual([]);
    const body = { resource_id: eleni, clinic_id: server.ids.clinicId, weekday: 4, slot_minutes: 10 };
    const hours = { start_local: "12:00", end_local: "00:00" };
    const back = await weighed("POST", "/schedule-rules", { ...body, ...hours });
    expect(back.impact).toMatchObject({ stranded: [], slots: { added: 5 * 72, removed: 0, blocked: 0 } });
  });

  test("of a higher priority for another service", async () => {
    const { clinicId, scanId } = server.ids;
    const reserved = { resource_id: eleni, clinic_id: clinicId, weekday: 4, slot_minutes: 20, service_id: scanId };
    const hours = { start_local: "14:00", end_local: "15:00", priority: 1 };
    const { impact, made } = await weighed("POST", "/schedule-rules", { ...reserved, ...hours });
    expect([lost(impact), codes(impact)]).toEqual([[[booked.eleni, eleni]], [["closed_to_service"]]]);
    await admin.send("DELETE", `/schedule-rules/${made.id}`);
  });

  test("equals what the inventory then becomes", async () => {
    const range = { resource_id: eleni, from: "2026-11-18", to: "2026-12-18" };
    await admin.post("/slots/generate", range);
    const rule = await thursday();
    const { impact } = await weighed("PATCH", `/schedule-rules/${rule.id}`, { slot_minutes: 15, end_local: "20:00" });
    const { body } = await admin.post<Impact["slots"]>("/slots/generate", range);
    const { added, removed, blocked } = impact.slots;
    // A slot under the appointment stays where it is, closed; the one that begins there too waits.
    expect([body.added, body.removed + body.blocked]).toEqual([added - 1, removed + blocked]);
  });
});

describe("a preview refuses what the change itself would refuse", () => {
  test.each<[string, "POST" | "PATCH" | "DELETE", () => [string, object?], number, string]>([
    ["a bad exception", "POST", () => ["/schedule-exceptions", { kind: "blocked", ...day, lanes: 1 }], 422, "/lanes"],
    ["no exception", "PATCH", () => [`/schedule-exceptions/${newId()}`, {}], 404, "/id"],
    ["no exception to remove", "DELETE", () => [`/schedule-exceptions/${newId()}`], 404, "/id"],
    ["no rule", "PATCH", () => [`/schedule-rules/${newId()}`, {}], 404, "/id"],
    ["no rule to remove", "DELETE", () => [`/schedule-rules/${newId()}`], 404, "/id"],
    [
      "an empty rule",
      "PATCH",
      () => [`/schedule-rules/${server.ids.ruleId}`, { end_local: "12:00" }],
      422,
      "/end_local",
    ],
    ["a stranger's rule", "DELETE", () => [`/schedule-rules/${server.other.ruleId}`], 404, "/id"],
    [
      "a stranger's clinic",
      "POST",
      () => ["/schedule-exceptions", { kind: "blocked", ...day, clinic_id: server.other.clinicId }],
      404,
      "/clinic_id",
    ],
  ])("%s", async (_, method, call, status, pointer) => {
    const [path, body] = call();
    const answer = await admin.send(method, `${path}?preview=true`, body);
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([status, pointer]);
  });

  test("a stale version, and who may not", async () => {
    const path = `/schedule-rules/${server.ids.ruleId}?preview=true`;
    expect((await admin.send("PATCH", path, { label: "Late" }, { "if-match": '"7"' })).status).toBe(412);
    expect((await server.as("receptionist").send("PATCH", path, { label: "Late" })).status).toBe(403);
    const doctor = await server.as("doctor").post("/schedule-exceptions?preview=true", { kind: "blocked", ...day });
    expect(doctor.status).toBe(403);
    expect((await admin.send("PATCH", path.replace("true", "perhaps"), {})).status).toBe(422);
  });
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
