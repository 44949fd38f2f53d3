import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import type { plan } from "../src/matching/schemas.ts";
import type { ProblemBody } from "./client.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** A consultation and a scan on one day, one after the other; every law holds at the end. */
type Plan = z.output<typeof plan>;

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const desk = () => server.as("receptionist");
const ask = (more: object) => {
  const { clinicId: clinic_id, consultationId, scanId, patientIds } = server.ids;
  const services = { patient_id: patientIds[0], clinic_id, service_ids: [consultationId, scanId] };
  const itinerary = { ...services, date_from: "2026-11-19", date_to: "2026-11-22", ...more };
  return desk().post<Plan & Pick<ProblemBody, "errors">>("/matching/plans", { itinerary });
};
const minutesBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;

test("they follow each other on the first day, and share one visit ticket", async () => {
  const { status, body } = await ask({ in_order: true });
  expect(status).toBe(201);
  expect(body).toMatchObject({ kind: "itinerary", status: "ready", optimal: true });
  const [consultation, scan] = body.placements as [Plan["placements"][number], Plan["placements"][number]];
  expect([consultation.service_id, scan.service_id]).toEqual([server.ids.consultationId, server.ids.scanId]);
  expect(consultation.starts_at!.slice(0, 10)).toBe("2026-11-18");
  // Another practitioner scans, so the ten minutes that are kept before a scan are nobody's; the way to the room takes two.
  expect(minutesBetween(consultation.ends_at!, scan.starts_at!)).toBe(10);
  expect(body.objective).toBe(8 + 2 * 2);
  const committed = await desk().post<Plan>(`/matching/plans/${body.id}/commit`, {});
  expect(committed.body.placements.map((one) => one.status)).toEqual(["committed", "committed"]);
  const tickets = await server.postgres.read(server.ids.organizationId, (database) =>
    database.rows<{ visit_ticket_id: string }>(
      `select distinct v.visit_ticket_id from visits v
       where v.organization_id = $1 and v.appointment_id = any ($2::uuid[])`,
      [server.ids.organizationId, committed.body.placements.map((one) => one.appointment_id)],
    ),
  );
  expect(tickets).toHaveLength(1);
  // It may be taken back as a whole.
  expect((await desk().post<Plan>(`/matching/plans/${body.id}/undo`)).body.status).toBe("undone");
});

test.each([
  [{ in_order: true, after: [JSON.parse('{"first":1,"second":0}')] }, 422, "/itinerary/after"],
  [{ after: [JSON.parse('{"first":1,"second":1}')] }, 422, "/itinerary/after"],
  [{ date_to: "2026-11-19" }, 422, "/itinerary/date_to"],
])("%j cannot be", async (more, status, pointer) => {
  const { status: found, body } = await ask(more);
  expect([found, body.errors?.map((one) => one.pointer)]).toEqual([status, [pointer]]);
});

test("a service that is not there is named", async () => {
  const { status, body } = await ask({
    service_ids: [server.ids.consultationId, "01890000-0000-7000-8000-0000000000ff"],
  });
  expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([404, ["/itinerary/service_ids/1"]]);
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
