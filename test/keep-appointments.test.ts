import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { expireHolds } from "../src/reception/appointments/expire.ts";
import { AppointmentKeeper } from "../src/reception/appointments/keep-appointments.ts";
import type { AppointmentDetail, Booked, Calendar, Dashboard, Moved, Queue } from "./answers.ts";
import type { Client } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What ends by itself, and who looks after it. */
let server: TestServer;
let desk: Client;
const complaints: object[] = [];
const log = { error: (about: object) => void complaints.push(about) };
const keeper = () => new AppointmentKeeper(server.house, log);

beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("admin");
});
beforeEach(() => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
});
afterAll(() => server.close());

let minutes = 0;
const nextStart = () =>
  Temporal.Instant.from("2026-11-18T08:10:00Z")
    .add({ minutes: (minutes += 20) })
    .toString();
const pass = (duration: Temporal.DurationLike) => (server.clock.now = server.clock.now.add(duration));
async function make(path: string, more: object = {}): Promise<Booked> {
  const { body } = await desk.post<Booked>(path, { ...wishAt(server.ids, nextStart()), ...more });
  expect(body).toHaveProperty("appointment");
  return body;
}
const hold = () => make("/holds", { ttl_seconds: 60 });
const request = () => make("/appointments", { needs_approval: true });
const read = async (id: string) => (await desk.get<AppointmentDetail>(`/appointments/${id}`)).body;
const statusOf = async ({ appointment }: Booked) => (await read(appointment.id)).status;
const setGrace = (minutes: number | null) =>
  desk.send("PATCH", `/clinics/${server.ids.clinicId}`, { no_show_grace_minutes: minutes });

describe("the keeper", () => {
  test("ends a hold that has run out, and no other", async () => {
    const [early, late] = [await hold(), await make("/holds", { ttl_seconds: 120 })];
    pass({ seconds: 59, milliseconds: 999 });
    await keeper().round();
    expect(await statusOf(early)).toBe("held");
    pass({ milliseconds: 1 });
    await keeper().round();
    expect([await statusOf(early), await statusOf(late)]).toEqual(["expired", "held"]);
    const { events, claims } = await read(early.appointment.id);
    expect(events.map(({ kind, actor_id }) => [kind, actor_id === null])).toEqual([
      ["hold", false],
      ["expire", true],
    ]);
    expect(claims.map(({ status }) => status)).toEqual(["released"]);
  });

  test("ends a request whose start has come", async () => {
    const asked = await request();
    server.clock.now = Temporal.Instant.from(asked.appointment.starts_at).subtract({ milliseconds: 1 });
    await keeper().round();
    expect(await statusOf(asked)).toBe("pending");
    pass({ milliseconds: 1 });
    await keeper().round();
    expect(await statusOf(asked)).toBe("expired");
  });

  test("leaves a hold alone that became a request meanwhile", async () => {
    const asked = await request();
    await server.postgres.write(server.ids.organizationId, (tx) =>
      expireHolds(tx, [asked.appointment.id], server.clock.now),
    );
    expect(await statusOf(asked)).toBe("pending");
  });

  test("notes who did not come within the clinic's grace, if it has one", async () => {
    const [missed, arrived] = [await make("/appointments"), await make("/appointments")];
    const afterStart = (duration: Temporal.DurationLike) =>
      (server.clock.now = Temporal.Instant.from(missed.appointment.starts_at).add(duration));
    afterStart({ hours: 2 });
    await keeper().round();
    expect(await statusOf(missed)).toBe("confirmed");
    await setGrace(15);
    await desk.post(`/appointments/${arrived.appointment.id}/check-in`);
    afterStart({ minutes: 14, seconds: 59 });
    await keeper().round();
    expect(await statusOf(missed)).toBe("confirmed");
    afterStart({ minutes: 15 });
    await keeper().round();
    expect([await statusOf(missed), await statusOf(arrived)]).toEqual(["no_show", "checked_in"]);
    const { events } = await read(missed.appointment.id);
    expect(events.at(-1)).toMatchObject({ kind: "no_show", actor_id: null });
  });

  test("does not note again whom somebody brought back", async () => {
    await setGrace(0);
    const late = await make("/appointments");
    server.clock.now = Temporal.Instant.from(late.appointment.starts_at);
    await keeper().round();
    expect(await statusOf(late)).toBe("no_show");
    expect((await desk.post<Moved>(`/appointments/${late.appointment.id}/undo`)).status).toBe(200);
    await keeper().round();
    expect(await statusOf(late)).toBe("confirmed");
    await setGrace(null);
  });

  test("two at once do each thing once", async () => {
    await setGrace(0);
    const made = [
      await hold(),
      await hold(),
      await request(),
      await make("/appointments"),
      await make("/appointments"),
    ];
    pass({ hours: 12 });
    await Promise.all([keeper(), keeper(), keeper()].map((one) => one.round()));
    await setGrace(null);
    expect(await Promise.all(made.map(statusOf))).toEqual(["expired", "expired", "expired", "no_show", "no_show"]);
    const details = await Promise.all(made.map(({ appointment }) => read(appointment.id)));
    expect(details.map(({ events }) => events.length)).toEqual([2, 2, 2, 2, 2]);
    expect(complaints).toEqual([]);
  });

  test("goes on after the database was away", async () => {
    const held = await hold();
    pass({ minutes: 1 });
    const one = keeper();
    const owner = new pg.Client({ connectionString: server.ownerUrl });
    await owner.connect();
    const round = one.round();
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename <> current_user",
    );
    await owner.end();
    await round;
    // Each of the pool's connections may be found broken once.
    await expect.poll(async () => await one.round().then(() => statusOf(held))).toBe("expired");
    expect(complaints).toEqual([]);
  });

  test("a server ends a hold within seconds, all by itself, and stops", { timeout: 20_000 }, async () => {
    const other = await openTestServer({ realTime: true, keepsAppointments: true });
    const { ids } = other;
    const soon = Temporal.Now.instant().add({ hours: 2 }).round({ smallestUnit: "minute" });
    const client = other.as("admin");
    const { body } = await client.post<Booked>("/holds", { ...wishAt(ids, soon.toString()), ttl_seconds: 1 });
    await expect
      .poll(async () => (await client.get<AppointmentDetail>(`/appointments/${body.appointment.id}`)).body.status, {
        timeout: 10_000,
      })
      .toBe("expired");
    expect(await other.verify()).toEqual([]);
    await other.close();
  });
});

describe("what is held or asked for, and what ran out", () => {
  const day = "2026-11-19";
  const on = (path: string) => `${path}?clinic_id=${server.ids.clinicId}&date=${day}`;
  const at = (hour: string) => ({ starts_at: `${day}T${hour}:00Z` });
  const calendar = async () => {
    const { clinicId } = server.ids;
    const { body } = await desk.get<Calendar>(`/calendar?clinic_id=${clinicId}&from=${day}&to=2026-11-20`);
    return body.appointments.map(({ status }) => status);
  };
  const listed = async (more = "") => {
    const { clinicId } = server.ids;
    const { body } = await desk.get<{ items: { status: string }[] }>(
      `/appointments?clinic_id=${clinicId}&from=${day}&to=2026-11-20${more}`,
    );
    return body.items.map(({ status }) => status);
  };
  const counts = async () => {
    const { body } = await desk.get<Dashboard>(on("/dashboard"));
    return [body.appointments, body.expected, (await desk.get<Queue>(on("/queue"))).body.items.length];
  };

  test("is on the calendar while it lasts, and expected by nobody", async () => {
    const held = await make("/holds", { ...at("10:00"), ttl_seconds: 60 });
    await make("/appointments", { ...at("11:00"), needs_approval: true });
    await make("/appointments", at("12:00"));
    expect(await calendar()).toEqual(["held", "pending", "confirmed"]);
    expect(await listed()).toEqual(["held", "pending", "confirmed"]);
    expect(await listed("&status=held")).toEqual(["held"]);
    expect(await counts()).toEqual([1, 1, 1]);
    pass({ minutes: 1 });
    // Nobody has swept it yet.
    expect(await statusOf(held)).toBe("held");
    expect(await calendar()).toEqual(["pending", "confirmed"]);
    expect([await listed(), await listed("&status=held")]).toEqual([["pending", "confirmed"], []]);
    await keeper().round();
    expect([await calendar(), await counts()]).toEqual([
      ["pending", "confirmed"],
      [1, 1, 1],
    ]);
    expect((await desk.post(`/appointments/${held.appointment.id}/confirm`)).body.code).toBe("hold_expired");
  });
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
