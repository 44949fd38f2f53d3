import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openServer } from "../src/main.ts";
import { Client } from "./client.ts";
import { type TestClinic, wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What rules, exceptions and time off say to whom: nothing of another organization, nor why somebody is off, nor to a log. */
let server: TestServer;
let admin: Client;
/** Booked of the first practitioner at the same time in either organization. */
let mine: string;
let theirs: string;

const at = "2026-11-19T09:00:00Z";
const day = { from: "2026-11-19", to: "2026-11-20" };
const secrets = { patient: "Zacharias Unseen", reason: "An operation on the knee", notes: "Get well, says the board" };

beforeAll(async () => {
  server = await openTestServer();
  admin = server.as("admin");
  mine = await bookAs(admin, server.ids, "Anna Known");
  theirs = await bookAs(server.as("admin", server.other), server.other, secrets.patient);
});
afterAll(() => server.close());

async function bookAs(client: Client, ids: TestClinic, name: string): Promise<string> {
  const patient = await client.post<{ id: string }>("/patients", { name });
  const booked = await client.post<{ appointment: { id: string } }>("/appointments", {
    ...wishAt(ids, at),
    patient_id: patient.body.id,
  });
  return booked.body.appointment.id;
}

async function askOff(client: Client, ids: TestClinic): Promise<string> {
  const wanted = { resource_id: ids.practitionerIds[0], ...day, reason: secrets.reason };
  const { status, body } = await client.post<{ id: string }>("/time-off-requests", wanted);
  expect(status).toBe(201);
  return body.id;
}

const explain = ({ clinicId, consultationId, practitionerIds }: TestClinic) =>
  `/availability/explain?service_id=${consultationId}&clinic_id=${clinicId}&practitioner_id=${practitionerIds[0]}&starts_at=${at}`;
const calendar = ({ clinicId }: TestClinic) => `/calendar?clinic_id=${clinicId}&from=${day.from}&to=${day.to}`;

/** Everything that says why time is closed, or what a change does to it, as one text. */
async function everythingSaid(client: Client, ids: TestClinic): Promise<string> {
  const { clinicId, consultationId, ruleId } = ids;
  const block = { kind: "blocked", ...day };
  const answers = await Promise.all([
    client.post("/schedule-exceptions?preview=true", block),
    client.post("/schedule-exceptions?preview=true", { ...block, clinic_id: clinicId }),
    client.post("/schedule-exceptions?preview=true", { ...block, resource_id: ids.practitionerIds[0] }),
    client.post("/schedule-exceptions?preview=true", { ...block, service_id: consultationId }),
    client.send("DELETE", `/schedule-rules/${ruleId}?preview=true`),
    client.get(explain(ids)),
    client.get(calendar(ids)),
    client.get("/schedule-exceptions"),
    client.get(`/slots?from=${day.from}&to=${day.to}`),
    client.post("/appointments", wishAt(ids, "2026-11-19T11:00:00Z")),
  ]);
  for (const { status } of answers) expect([200, 201, 403, 409, 422]).toContain(status);
  return JSON.stringify(answers.map(({ body }) => body));
}

test.each(["admin", "receptionist", "doctor"] as const)(
  "as %s one learns nothing of another organization",
  async (role) => {
    const client = server.as(role);
    const said = await everythingSaid(client, server.ids);
    const { other } = server;
    for (const secret of [secrets.patient, theirs, other.organizationId, other.clinicId, ...other.practitionerIds])
      expect(said).not.toContain(secret);
    // What they may know is there: who is stranded to the desk, what the calendar shows to all.
    expect(said).toContain(mine);
    for (const path of [explain(other), calendar(other)]) expect((await client.get(path)).status).toBe(404);
  },
);

test("who approves learns whom it strands in the own organization, and of no one else", async () => {
  const id = await askOff(server.as("doctor"), server.ids);
  const approvals = ["approve?preview=true", "approve"].map((move) => `/time-off-requests/${id}/${move}`);
  for (const path of approvals) {
    const { status, body } = await admin.post<{ stranded: { appointment_id: string; patient_name: string }[] }>(path, {
      notes: secrets.notes,
    });
    expect(status).toBe(200);
    expect(body.stranded.map((one) => [one.appointment_id, one.patient_name])).toContainEqual([mine, "Anna Known"]);
    expect(JSON.stringify(body)).not.toContain(secrets.patient);
    expect(body.stranded.map((one) => one.appointment_id)).not.toContain(theirs);
  }
});

test.each(["admin", "receptionist", "doctor"] as const)("why somebody is off is not said to the %s", async (role) => {
  const said = await everythingSaid(server.as(role), server.ids);
  expect(said).toContain('"time_off"');
  for (const secret of [secrets.reason, secrets.notes]) expect(said).not.toContain(secret);
});

test("a doctor reads the own request with its reason, and no other one", async () => {
  const { accounts } = server.ids;
  const [, colleague] = server.ids.practitionerIds;
  const others = { resource_id: colleague, ...day, reason: "A wedding far away" };
  expect((await admin.post("/time-off-requests", others)).status).toBe(201);
  const own = await server
    .as("doctor")
    .get<{ items: { reason: string; requested_by: string }[] }>("/time-off-requests");
  expect(own.body.items.map(({ reason, requested_by }) => [reason, requested_by])).toEqual([
    [secrets.reason, accounts.doctor.id],
  ]);
});

test("nothing of it is in a log, however much is logged", async () => {
  const lines: string[] = [];
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    lines.push(text.toString());
    return true;
  });
  try {
    const { ownerUrl, clock, ids } = server;
    const talkative = { ownerUrl, host: "127.0.0.1", port: 0, logLevel: "trace", now: () => clock.now };
    const second = await openServer(talkative);
    const client = new Client(second.url, { authorization: `Bearer ${ids.accounts.admin.token}` });
    await everythingSaid(client, ids);
    const id = await askOff(client, ids);
    for (const move of ["approve?preview=true", "approve", "deny"])
      await client.post(`/time-off-requests/${id}/${move}`, { notes: secrets.notes });
    await client.post("/time-off-requests", { resource_id: secrets.patient, reason: secrets.reason });
    await second.close();
  } finally {
    write.mockRestore();
  }
  const logged = lines.join("");
  expect(logged).toContain('"path":"/api/v1/availability/explain"');
  for (const secret of [...Object.values(secrets), "Anna Known", "Παπαδοπούλου", mine, at])
    expect(logged).not.toContain(secret);
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
