import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import type { shareReport } from "../src/billing/report-schemas.ts";
import { contractDesk, morning } from "./contract-desk.ts";
import { requireLaws } from "./money-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Eleni, who gives the consultations, has 60 % of them. A contract's sessions count when they are given. */
let server: TestServer;
let at: ReturnType<typeof contractDesk>;
beforeAll(async () => {
  server = await openTestServer();
  at = contractDesk(server);
});
beforeEach(() => {
  server.clock.now = morning;
});
afterEach(() => requireLaws(server));
afterAll(() => server.close());

type Report = z.output<typeof shareReport>;
const figures = ["payments", "total_minor", "practitioner_share_minor", "clinic_share_minor"] as const;
const paid = ["paid_minor", "practitioner_paid_minor", "clinic_paid_minor"] as const;

/** What the report has more than before, by practitioner: count, total, both shares; paid, and both shares of that. */
async function sharesOf(work: () => Promise<unknown>): Promise<Record<string, number[]>> {
  const read = async () => {
    const query = `from=2026-11-01&to=2027-03-01&clinic_id=${server.ids.clinicId}`;
    const { body } = await server.as("admin").get<Report>(`/reports/shares?${query}`);
    return new Map(
      body.items.map((item) => [item.practitioner_name ?? "nobody", [...figures, ...paid].map((name) => item[name])]),
    );
  };
  const before = await read();
  await work();
  const more = [...(await read())].map(([name, after]) => [
    name,
    after.map((n, i) => n - (before.get(name)?.[i] ?? 0)),
  ]);
  return Object.fromEntries(more.filter(([, figures]) => (figures as number[]).some((n) => n !== 0)));
}

/** A contract of three sessions at 33.33, of which the first ones are booked and given. */
async function given(count: number, paidMinor: number) {
  const contract = await at.signed([at.consultations({ sessions: 3, price_minor: 3_333 })]);
  if (paidMinor > 0) await at.enter(contract, "receipt", paidMinor);
  for (const ticket of (await at.ticketsOf(contract)).slice(0, count)) {
    const { status, body } = await at.give(ticket);
    if (status !== 201 || (await at.complete(body)).status !== 200) throw new Error(JSON.stringify(body));
  }
  return contract;
}

test("what nobody gave yet is nobody's, though it is paid", async () => {
  expect(await sharesOf(() => given(0, 9_999))).toEqual({});
});

test("each session that was given is its practitioner's in part, half to even", async () => {
  expect(await sharesOf(() => given(2, 9_999))).toEqual({ Eleni: [2, 6_666, 4_000, 2_666, 6_666, 4_000, 2_666] });
});

test("what was paid pays the sessions in their order", async () => {
  expect(await sharesOf(() => given(2, 4_000))).toEqual({ Eleni: [2, 6_666, 4_000, 2_666, 4_000, 2_400, 1_600] });
});

test("a contract that was given in full comes to all of it", async () => {
  expect(await sharesOf(() => given(3, 9_999))).toEqual({ Eleni: [3, 9_999, 6_000, 3_999, 9_999, 6_000, 3_999] });
});

test("cancelling returns what was not given, and takes nobody's share", async () => {
  const shares = await sharesOf(async () => {
    const contract = await given(1, 9_999);
    const { body } = await at.cancel(contract);
    expect(body.refund_due_minor).toBe(6_666);
    await at.enter(contract, "refund", 6_666);
    expect((await at.paymentOf(contract)).charge_minor).toBe(3_333);
  });
  expect(shares).toEqual({ Eleni: [1, 3_333, 2_000, 1_333, 3_333, 2_000, 1_333] });
});
