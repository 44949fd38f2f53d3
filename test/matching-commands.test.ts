import { Command } from "commander";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { autoFillCommand } from "../src/cli/auto-fill.ts";
import { confirmContractCommand } from "../src/cli/confirm-contract.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** The commands beside a running server, on its database and with the database's clock. */
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ realTime: true });
  vi.stubEnv("DATABASE_URL", server.ownerUrl);
});
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server.close();
});

async function tessera(...args: string[]): Promise<string> {
  const program = new Command("tessera").exitOverride();
  confirmContractCommand(program);
  autoFillCommand(program);
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  out.mockClear();
  await program.parseAsync([...args, "--organization", server.ids.slug], { from: "user" });
  return out.mock.calls.map(([text]) => String(text)).join("");
}

const desk = () => server.as("receptionist");

test("a contract is signed, and its sessions are booked by nobody in particular", async () => {
  const { clinicId: clinic_id, consultationId: service_id, patientIds } = server.ids;
  const lines = [{ service_id, sessions: 3, wishes: { min_days_between: 7 } }];
  const drawn = { clinic_id, patient_id: patientIds[0], lines };
  const { body: contract } = await desk().post<{ id: string; contract_number: string }>("/contracts", drawn);
  const said = await tessera("confirm-contract", contract.id);
  expect(said).toContain(`Contract ${contract.contract_number} is signed.`);
  expect(said).toContain("3 of 3 sessions are booked.");
  const tickets = await desk().get<{ items: { status: string }[] }>(`/session-tickets?contract_id=${contract.id}`);
  expect(tickets.body.items.map(({ status }) => status)).toEqual(["scheduled", "scheduled", "scheduled"]);
  await expect(tessera("confirm-contract", contract.id)).rejects.toMatchObject({ code: "illegal_move" });
});

test("open requests are filled one after another, the most urgent first, and a second time there is nothing to do", async () => {
  const { clinicId: clinic_id, consultationId: service_id, patientIds } = server.ids;
  const wanted = { clinic_id, service_id, sessions: 2 };
  const [later, first] = [
    await desk().post<{ id: string }>("/booking-requests", { ...wanted, patient_id: patientIds[1] }),
    await desk().post<{ id: string }>("/booking-requests", { ...wanted, patient_id: patientIds[2], priority: 9 }),
  ];
  const said = await tessera("auto-fill", "--clinic", clinic_id, "--json");
  const filled = JSON.parse(said) as { request: { id: string; status: string }; appointments: unknown[] }[];
  expect(filled.map(({ request, appointments }) => [request.id, request.status, appointments.length])).toEqual([
    [first.body.id, "scheduled", 2],
    [later.body.id, "scheduled", 2],
  ]);
  expect(await tessera("auto-fill")).toBe("There is no open request.\n");
  expect(await server.verify()).toEqual([]);
});
