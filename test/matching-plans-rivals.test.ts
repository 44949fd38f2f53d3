import { afterAll, beforeAll, expect, test } from "vitest";
import { type Random, randomOf } from "../src/core/random.ts";
import { registerPatient } from "../src/people/patient-record.ts";
import type { Plan } from "../web/api/types.ts";
import { PlanDesk, statuses } from "./plan-desk.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let desk: PlanDesk;
beforeAll(async () => {
  server = await openTestServer();
  desk = new PlanDesk(server);
});
afterAll(() => server.close());

const patients = async (count: number): Promise<string[]> =>
  await server.postgres.write(server.ids.organizationId, (tx) =>
    Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const { id } = await registerPatient(tx, { name: `Patient ${i}` }, server.clock.now);
        return id;
      }),
    ),
  );

/** How many live appointments give each of the sessions. */
async function givenBy(ticketIds: readonly string[]): Promise<number[]> {
  return await withClient(server.ownerUrl, async (client) => {
    const { rows } = await client.query<{ count: string }>(
      `select count(a.id) from session_tickets t left join appointments a on a.session_ticket_id = t.id
         and a.status in ('held', 'pending', 'confirmed', 'checked_in', 'completed')
       where t.id = any ($1) group by t.id`,
      [ticketIds],
    );
    return rows.map(({ count }) => Number(count));
  });
}

test("of two plans over the same sessions, agreed by twelve at once, each session is given once", async () => {
  const request = await desk.want(4);
  const plans = [await desk.planFor(request), await desk.planFor(request)];
  const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => desk.verb(plans[i % 2]!, "commit")));
  for (const { status, body } of answers) expect([200, 409], `${status} ${JSON.stringify(body)}`).toContain(status);
  const after = await Promise.all(plans.map((plan) => desk.read(plan)));
  expect(after.flatMap(statuses).filter((status) => status === "committed")).toHaveLength(4);
  const codes = after.flatMap(({ placements }) => placements.flatMap(({ refusal }) => refusal?.code ?? []));
  expect(codes).toHaveLength(4);
  for (const code of codes) expect(["ticket_spent", "slot_taken", "not_offered"]).toContain(code);
  const tickets = plans[0]!.placements.map(({ session_ticket_id }) => session_ticket_id!);
  expect(await givenBy(tickets)).toEqual([1, 1, 1, 1]);
  expect(await desk.statusOf(request)).toBe("scheduled");
});

test("taken back by six at once while six agree it, a plan is what its appointments are", async () => {
  const plan = await desk.planFor(await desk.want(3));
  await desk.verb(plan, "commit");
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, i) => desk.verb(plan, i % 2 === 0 ? "undo" : "commit")),
  );
  for (const { status, body } of answers) expect([200, 409], `${status} ${JSON.stringify(body)}`).toContain(status);
  const after = await desk.read(plan);
  const given = await givenBy(plan.placements.map(({ session_ticket_id }) => session_ticket_id!));
  expect(statuses(after).filter((status) => status === "committed")).toHaveLength(given.filter((n) => n === 1).length);
  expect([after.status, new Set(statuses(after))]).toEqual(["undone", new Set(["undone"])]);
});

interface Try {
  practitioner_id: string;
  starts_at: string;
  status: number;
  code: string | undefined;
}

/** A receptionist who books one start after another of a day, and notes what was said. */
async function book(patientId: string, date: string, count: number, random: Random): Promise<Try[]> {
  const tries: Try[] = [];
  for (let i = 0; i < count; i++) {
    const practitioner_id = server.ids.practitionerIds[random.whole(0, 1) as 0 | 1];
    const minute = 20 * random.whole(0, 23);
    const starts_at = new Date(Date.parse(`${date}T06:00:00Z`) + minute * 60_000).toISOString();
    const wish = {
      clinic_id: server.ids.clinicId,
      service_id: server.ids.consultationId,
      patient_id: patientId,
      practitioner_id,
      starts_at,
      booking_source: "phone",
    };
    const { status, body } = await desk.client.post("/appointments", wish);
    tries.push({ practitioner_id, starts_at, status, code: body.code });
  }
  return tries;
}

const isFree = async (practitioner_id: string, starts_at: string): Promise<boolean> => {
  const { clinicId, consultationId } = server.ids;
  const asked = new URLSearchParams({ clinic_id: clinicId, service_id: consultationId, practitioner_id, starts_at });
  return (await desk.client.get<{ bookable: boolean }>(`/availability/explain?${asked.toString()}`)).body.bookable;
};

test("while receptionists book at full speed, plans are agreed: nothing twice, and no free start is refused", async () => {
  const ids = await patients(16);
  const date = "2026-11-24";
  const window = { weekday: 2, start_local: "08:00", end_local: "16:00" };
  const wishes = { earliest_date: date, latest_date: date, patterns: [window] };
  const wanting = await Promise.all(ids.slice(0, 12).map((patient_id) => desk.want(1, { ...wishes, patient_id })));
  const plans: Plan[] = await Promise.all(
    [wanting.slice(0, 6), wanting.slice(6), wanting].map(async (some) => await desk.found(await desk.planFor(...some))),
  );
  const receptionists = ids.slice(12).map((id, i) => book(id, date, 12, randomOf(i + 1)));
  const commits = plans.map((plan) => desk.verb(plan, "commit"));
  const [tries, answers] = await Promise.all([Promise.all(receptionists), Promise.all(commits)]);

  for (const { status, body } of answers) expect([200, 409], `${status} ${JSON.stringify(body)}`).toContain(status);
  const said = tries.flat();
  expect(new Set(said.map(({ status }) => status))).toEqual(new Set([201, 409]));
  expect(said.some(({ code }) => code === "slot_taken")).toBe(true);
  // Patients are elsewhere, or the start is somebody's: nothing was given back, so what was refused is taken still.
  const busy = new Set(said.filter(({ status }) => status === 201).map(({ starts_at }) => starts_at));
  for (const { status, practitioner_id, starts_at } of said)
    if (status === 409 && !busy.has(starts_at))
      expect([starts_at, await isFree(practitioner_id, starts_at)]).toEqual([starts_at, false]);
  const after = await Promise.all(plans.map((plan) => desk.read(plan)));
  for (const { status, refusal, practitioner_id, starts_at } of after.flatMap(({ placements }) => placements))
    if (status === "refused" && refusal!.code !== "ticket_spent")
      expect([refusal!.code, await isFree(practitioner_id!, String(starts_at))]).toEqual(["slot_taken", false]);
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
