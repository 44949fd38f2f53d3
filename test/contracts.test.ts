import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { contract } from "../src/demand/contract-schemas.ts";
import type { bookingRequest } from "../src/demand/request-schemas.ts";
import { signContract } from "../src/reception/sign-contract.ts";
import type { PaymentDetail } from "./answers.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** A contract from its draft to its end, and its money; every law is held against the database at the end. */
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
const morning = Temporal.Instant.from("2026-11-18T08:00:00Z");
beforeEach(() => {
  server.clock.now = morning;
});
afterAll(() => server.close());

type Contract = z.output<typeof contract>;
type Request = z.output<typeof bookingRequest>;

const desk = () => server.as("receptionist");
const parties = () => ({ clinic_id: server.ids.clinicId, patient_id: server.ids.patientIds[0] });
const consultations = (more: object = {}) => ({ service_id: server.ids.consultationId, sessions: 2, ...more });
const draw = async (lines: object[] = [consultations()]) => {
  const { status, body } = await desk().post<Contract>("/contracts", { ...parties(), lines });
  expect([status, body]).toEqual([201, body]);
  return body;
};
const caller = () => ({
  organizationId: server.ids.organizationId,
  accountId: server.ids.accounts.receptionist.id,
  role: "receptionist" as const,
  practitionerId: null,
});
const sign = (id: string, version: number | null = null) => signContract(server.house, caller(), id, version);
const read = async (id: string) => (await desk().get<Contract>(`/contracts/${id}`)).body;
const requestOf = async (id: string | null) => (await desk().get<Request>(`/booking-requests/${id}`)).body;
const paymentOf = async ({ payment_id }: Contract) => (await desk().get<PaymentDetail>(`/payments/${payment_id}`)).body;

describe("signing", () => {
  test("makes a request for each line with its wishes, and one payment for all", async () => {
    const monday = { weekday: 1, start_local: "10:00", end_local: null, practitioner_id: null, weight: 80 };
    const thursday = { weekday: 4, start_local: null, end_local: null, practitioner_id: null, weight: 40 };
    const wishes = { preferred_days_between: 7, patterns: [monday, thursday] };
    const { id } = await draw([
      consultations({ sessions: 6, price_minor: 4500, wishes }),
      { service_id: server.ids.scanId, sessions: 1 },
    ]);
    const { contract, requests } = await sign(id);
    expect(contract).toMatchObject({ status: "confirmed", total_minor: 36_000, version: 2 });
    expect(requests[0]).toMatchObject({ sessions: 6, patterns: [monday, thursday], earliest_date: "2026-11-18" });
    const stored = await read(id);
    expect(stored.lines.map(({ request_id }) => request_id)).toEqual(requests.map((request) => request.id));
    expect(await requestOf(stored.lines[0]!.request_id)).toMatchObject({
      contract_id: id,
      status: "open",
      patterns: [monday, thursday],
      tickets: { planned: 6, scheduled: 0 },
    });
    const payment = await paymentOf(stored);
    expect(payment).toMatchObject({
      contract_id: id,
      contract_number: stored.contract_number,
      visit_id: null,
      visit_status: null,
      service_name: "Consultation, Scan",
      total_minor: 36_000,
      practitioner_share_minor: 0,
      status: "pending",
      due_at: morning.toString(),
    });
  });
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
