import { afterEach, afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import type { Booked } from "./answers.ts";
import { type contractDesk, contractDesk as openContractDesk, morning } from "./contract-desk.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Two records of one person: what merging them moves, refuses and gives back, whoever else is at the desk. */
let server: TestServer;
let at: ReturnType<typeof contractDesk>;
beforeAll(async () => {
  server = await openTestServer();
  at = openContractDesk(server);
});
afterEach(async () => {
  server.clock.now = morning;
  const breaches = await verifyLaws(server.postgres, server.ids.organizationId);
  if (breaches.length > 0) throw new Error(JSON.stringify(breaches));
});
afterAll(() => server.close());

interface Record {
  id: string;
  name: string;
  phone: string | null;
  merged_into: string | null;
  version: number;
}
interface Merged {
  patient: Record;
  merge: { id: string; version: number; moved: { [kind: string]: number } };
}

let registered = 0;
const register = async (more: object = {}) =>
  (await at.desk.post<Record>("/patients", { name: `Person ${++registered}`, ...more })).body;
const wish = (patient_id: string, starts_at: string, practitioner = 0) => ({
  clinic_id: server.ids.clinicId,
  practitioner_id: server.ids.practitionerIds[practitioner],
  service_id: server.ids.consultationId,
  patient_id,
  starts_at,
  booking_source: "phone",
});
const book = (patientId: string, startsAt: string, practitioner = 0) =>
  at.desk.post<Booked & { code?: string; merged_into?: string }>(
    "/appointments",
    wish(patientId, startsAt, practitioner),
  );
const walkIn = (patient_id: string) =>
  at.desk.post<Booked>("/visits", {
    clinic_id: server.ids.clinicId,
    service_id: server.ids.consultationId,
    patient_id,
  });
const merge = (
  from: { id: string },
  into: { id: string },
  more: object = {},
  headers: { [name: string]: string } = {},
) =>
  at.desk.send<Merged & { code: string; merged_into: string; overlaps: object[] }>(
    "POST",
    `/patients/${from.id}/merge`,
    { into_id: into.id, ...more },
    headers,
  );
const undo = ({ merge: { id } }: Merged) => at.desk.post<Merged & { code: string }>(`/patient-merges/${id}/undo`, {});
const read = async ({ id }: { id: string }) => (await at.desk.get<Record>(`/patients/${id}`)).body;
const appointmentsOf = async (patient: { id: string }) =>
  (await at.desk.get<{ items: { id: string }[] }>(`/appointments?patient_id=${patient.id}`)).body.items.map(
    ({ id }) => id,
  );
const names = ["appointments", "visits", "visit_tickets", "payments", "contracts", "booking_requests", "medical_notes"];
/** How many rows of each table name the patient. */
const belongings = (patient: { id: string }) =>
  withClient(server.ownerUrl, async (client) => {
    const counts: { [table: string]: number } = {};
    for (const table of names) {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::int as n from ${table} where patient_id = $1`,
        [patient.id],
      );
      if (rows[0]!.n > 0) counts[table] = rows[0]!.n;
    }
    return counts;
  });

let hours = 30;
const nextHour = () => morning.add({ hours: (hours += 1) }).toString();

describe("merging", () => {
  test("moves everything, joins the day's tickets, and leaves a pointer", async () => {
    const [kept, other] = [
      await register({ phone: null }),
      await register({ phone: "+306912340001", birth_date: "1980-05-04" }),
    ];
    const first = await walkIn(kept.id);
    const second = await walkIn(other.id);
    const { body: booked } = await book(other.id, nextHour());
    const contract = await at.propose({ patient_id: other.id });
    await at.sign(contract.body.id);
    await server.as("doctor").post(`/patients/${other.id}/medical-notes`, { body: "Noted" });

    const { status, body } = await merge(other, kept, { reason: "Twice" });
    expect([status, body.merge.moved]).toEqual([
      200,
      expect.objectContaining({ appointments: 1, visits: 2, payments: 3, contracts: 1, requests: 1 }),
    ]);
    expect(body.patient).toMatchObject({
      id: kept.id,
      name: kept.name,
      phone: "+306912340001",
      birth_date: "1980-05-04",
    });
    expect(await belongings(other)).toEqual({});
    expect(await belongings(kept)).toEqual({
      appointments: 1,
      visits: 3,
      visit_tickets: 2,
      payments: 4,
      contracts: 1,
      booking_requests: 1,
      medical_notes: 1,
    });
    expect(await read(other)).toMatchObject({ merged_into: kept.id, name: other.name });
    const tickets = await at.desk.get<{ items: { id: string; visits: object[] }[] }>(
      `/visit-tickets?patient_id=${kept.id}&date=2026-11-18`,
    );
    expect(tickets.body.items).toEqual([expect.objectContaining({ id: first.body.visit.visit_ticket_id })]);
    expect(second.body.visit.visit_ticket_id).not.toBe(first.body.visit.visit_ticket_id);
    const story = await at.desk.get<{ items: { kind: string }[] }>(`/events?subject_id=${booked.appointment.id}`);
    expect(story.body.items.map(({ kind }) => kind).toSorted()).toEqual(["book", "expect", "merge", "merge"]);

    const found = await at.desk.get<{ items: { id: string }[] }>(`/patients?query=${encodeURIComponent(other.name)}`);
    expect(found.body.items.map(({ id }) => id)).not.toContain(other.id);
    for (const refused of [
      await book(other.id, nextHour()),
      await walkIn(other.id),
      await at.propose({ patient_id: other.id }),
      await at.desk.send("PATCH", `/patients/${other.id}`, { notes: "late" }),
      await merge(other, kept),
      await server.as("doctor").post(`/patients/${other.id}/medical-notes`, { body: "late" }),
    ])
      expect([refused.status, refused.body]).toEqual([
        409,
        expect.objectContaining({ code: "patient_merged", merged_into: kept.id }),
      ]);
  });

  test("is refused where one person would be in two places, and says which", async () => {
    const [kept, other] = [await register(), await register()];
    const start = nextHour();
    const [one, two] = [await book(kept.id, start), await book(other.id, start, 1)];
    const { status, body } = await merge(other, kept);
    expect([status, body.code, body.overlaps]).toEqual([
      409,
      "appointments_overlap",
      [{ kept_appointment_id: one.body.appointment.id, merged_appointment_id: two.body.appointment.id }],
    ]);
    expect(await appointmentsOf(other)).toEqual([two.body.appointment.id]);
    expect((await merge(kept, kept)).status).toBe(422);
  });

  test("a hold whose time is up stands in nobody's way", async () => {
    const [kept, other] = [await register(), await register()];
    const start = nextHour();
    await at.desk.post("/holds", { ...wish(kept.id, start), ttl_seconds: 30 });
    await book(other.id, start, 1);
    server.clock.now = morning.add({ minutes: 1 });
    expect((await merge(other, kept)).status).toBe(200);
  });

  test("takes the fields that were chosen", async () => {
    const kept = await register({ phone: "+306912340002", notes: "ours", gender: "female" });
    const other = await register({ phone: "+306912340003", notes: "theirs", gender: "male" });
    const { body } = await merge(other, kept, { keep: { phone: "merged", name: "merged", notes: "both" } });
    expect(body.patient).toMatchObject({
      name: other.name,
      phone: "+306912340003",
      gender: "female",
      notes: "ours\n\ntheirs",
    });
  });

  test("somebody who walked in without a name is found out to be a patient", async () => {
    const known = await register();
    const body = {
      clinic_id: server.ids.clinicId,
      service_id: server.ids.consultationId,
      patient: { phone: "+306912340004" },
    };
    const { body: arrived } = await at.desk.post<Booked>("/visits", body);
    const somebody = await read({ id: arrived.visit.patient_id });
    expect(somebody).toMatchObject({ provisional: true });
    const { body: after } = await merge(somebody, known);
    expect(after.patient).toMatchObject({ id: known.id, name: known.name, provisional: false, phone: "+306912340004" });
  });
});

describe("undoing", () => {
  test("moves back what was moved, and what hangs on it; what was made since stays", async () => {
    const [kept, other] = [await register({ phone: "+306912340005" }), await register({ birth_date: "1990-01-02" })];
    await walkIn(kept.id);
    await walkIn(other.id);
    const { body: own } = await book(kept.id, nextHour());
    const { body: moved } = await book(other.id, nextHour());
    const contract = await at.propose({ patient_id: other.id });
    await at.sign(contract.body.id);
    const [ticket] = await at.ticketsOf(contract.body);
    const before = [await belongings(kept)];

    const { body: merged } = await merge(other, kept);
    const { body: since } = await book(kept.id, nextHour());
    const { body: given } = await at.desk.post<Booked>("/appointments", {
      ...wish(kept.id, nextHour()),
      session_ticket_id: ticket!.id,
    });
    await at.desk.send("PATCH", `/patients/${kept.id}`, { address: "Since" });

    const { status, body } = await undo(merged);
    expect([status, body.patient]).toEqual([200, expect.objectContaining({ id: other.id, merged_into: null })]);
    expect(await appointmentsOf(kept)).toEqual([own.appointment.id, since.appointment.id]);
    expect(await appointmentsOf(other)).toEqual([moved.appointment.id, given.appointment.id]);
    expect(await read(kept)).toMatchObject({ birth_date: null, address: "Since" });
    const after = [await belongings(kept), await belongings(other)];
    expect(after[0]).toMatchObject({ appointments: 2, visits: 3, payments: 3 });
    expect(before[0]).toMatchObject({ appointments: 1, visits: 2, payments: 2 });
    expect(after[1]).toMatchObject({ contracts: 1, booking_requests: 1, appointments: 2, visits: 3, payments: 4 });
    const again = await undo(merged);
    expect([again.status, again.body.code]).toEqual([409, "not_undoable"]);
    expect((await book(other.id, nextHour())).status).toBe(201);
  });

  test("goes from the last merge to the first", async () => {
    const [a, b, c] = [await register(), await register(), await register()];
    await book(a.id, nextHour());
    const { body: first } = await merge(a, b);
    const { body: second } = await merge(b, c);
    expect(await read(a)).toMatchObject({ merged_into: c.id });
    expect((await undo(first)).body.code).toBe("not_undoable");
    expect((await undo(second)).status).toBe(200);
    expect(await read(a)).toMatchObject({ merged_into: b.id });
    expect((await undo(first)).status).toBe(200);
    expect(await appointmentsOf(a)).toHaveLength(1);
  });

  test("the desk can still take back what it did before the merge", async () => {
    const [kept, other] = [await register(), await register()];
    const { body } = await book(other.id, nextHour());
    await at.desk.post(`/appointments/${body.appointment.id}/cancel`, { reason: "A slip" });
    await merge(other, kept);
    expect((await at.desk.post(`/appointments/${body.appointment.id}/undo`, {})).status).toBe(200);
  });
});

describe("rivals", () => {
  test.each(Array.from({ length: 12 }, (_, i) => i))(
    "nothing is left with a merged record, whatever is booked meanwhile (%i)",
    async () => {
      const [kept, other] = [await register(), await register()];
      const { body: early } = await book(other.id, nextHour());
      const start = nextHour();
      const contract = (await at.propose({ patient_id: other.id })).body;
      const answers = await Promise.all([
        book(other.id, start),
        walkIn(other.id),
        merge(other, kept),
        book(kept.id, nextHour(), 1),
        walkIn(other.id),
        at.desk.post(`/appointments/${early.appointment.id}/reschedule`, { starts_at: nextHour() }),
        at.sign(contract.id).then(
          () => ({ status: 200 }),
          (error: { code: string }) => ({ status: error.code === "patient_merged" ? 409 : 500 }),
        ),
        at.desk.post("/booking-requests", {
          ...at.parties,
          patient_id: other.id,
          service_id: server.ids.consultationId,
          sessions: 1,
        }),
        book(other.id, nextHour(), 1),
      ]);
      for (const { status } of answers) expect([200, 201, 409]).toContain(status);
      expect(answers[2].status).toBe(200);
      expect(await belongings(other)).toEqual({});
      expect(await read(other)).toMatchObject({ merged_into: kept.id });
    },
  );

  test("of two who merge the records into each other, one does", async () => {
    const [a, b] = [await register(), await register()];
    await Promise.all([book(a.id, nextHour()), book(b.id, nextHour())]);
    const answers = await Promise.all([merge(a, b), merge(b, a), merge(a, b)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const left = [await read(a), await read(b)].filter(({ merged_into }) => merged_into === null);
    expect(left).toHaveLength(1);
    expect(await appointmentsOf(left[0]!)).toHaveLength(2);
  });
});
