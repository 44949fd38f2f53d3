import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Booked, PaymentDetail, WalkedIn } from "./answers.ts";
import type { ProblemBody } from "./client.ts";
import { contractDesk } from "./contract-desk.ts";
import { fingerprint } from "./fingerprint.ts";
import { moneyDesk, requireLaws } from "./money-desk.ts";
import { nobody } from "./refusals.ts";
import { openTestServer, type TestServer } from "./server.ts";

/**
 * A payment's status is derived from its entries, so it has no table of moves. It has verbs, and this is their table: what each of them
 * says to a payment in each state in which it can be. A consultation costs 50.01. What is refused changes nothing at all.
 */
const verbs = ["receive 1", "receive 5002", "refund 1", "refund 5002", "void first", "void a void", "waive 1", "waive 5002", "settle", "bill 1", "bill 5002"] as const; // prettier-ignore
type Verb = (typeof verbs)[number];

const [ok, balance, paid, illegal, due, missing] = ["ok", "exceeds_balance", "exceeds_paid", "illegal_move", "payment_due", "not_found"]; // prettier-ignore
const table = {
  //                   receive 1 receive 5002 refund 1 refund 5002 void first void a void waive 1 waive 5002 settle bill 1 bill 5002
  "nothing paid":      [ok,      balance,     paid,    paid,       missing,   missing,    ok,     balance,   due,     ok,      balance],
  "paid in part":      [ok,      balance,     ok,      paid,       ok,        missing,    ok,     balance,   due,     ok,      balance],
  "paid":              [balance, balance,     ok,      paid,       ok,        missing,    balance, balance,  illegal, balance, balance],
  // Who was given everything back by mistake may pay anew; on the bill nothing is owed.
  "refunded":          [ok,      balance,     paid,    paid,       paid,      missing,    balance, balance,  illegal, balance, balance],
  "its entry voided":  [ok,      balance,     paid,    paid,       illegal,   illegal,    ok,     balance,   due,     ok,      balance],
  "waived":            [balance, balance,     paid,    paid,       missing,   missing,    balance, balance,  illegal, balance, balance],
  "contract cancelled": [balance, balance,    ok,      paid,       ok,        missing,    illegal, illegal,  missing, missing, missing],
  "deposit held":      [ok,      balance,     ok,      paid,       ok,        missing,    ok,     balance,   illegal, ok,      balance],
} satisfies Record<string, string[]>; // prettier-ignore
type State = keyof typeof table;

let server: TestServer;
let at: ReturnType<typeof moneyDesk>;
let walkedIn = 0;
beforeAll(async () => {
  server = await openTestServer();
  at = moneyDesk(server);
});
afterAll(async () => {
  await requireLaws(server);
  await server.close();
});

interface Target {
  payment: string;
  visit: string;
  ticket: string;
}

async function entered(payment: string, kind: string, amount: number): Promise<string> {
  const { status, body } = await at.enter(payment, kind, amount);
  assert.equal(status, 201, JSON.stringify(body));
  return body.entry.id;
}

/** Somebody who was treated and stands at the desk; each has a day's ticket of their own. */
async function treated(): Promise<Target> {
  const { clinicId: clinic_id, consultationId: service_id } = server.ids;
  const who = { clinic_id, service_id, patient: { name: `Payer ${++walkedIn}` } };
  const { visit, payment } = (await at.desk.post<WalkedIn>("/visits", who)).body;
  for (const move of ["call", "start", "finish"])
    assert.equal((await at.desk.post(`/visits/${visit.id}/${move}`)).status, 200);
  return { payment: payment.id, visit: visit.id, ticket: visit.visit_ticket_id };
}

async function treatedAnd(act: (payment: string) => Promise<unknown>): Promise<Target> {
  const target = await treated();
  await act(target.payment);
  return target;
}

async function contractCancelled(): Promise<Target> {
  const contracts = contractDesk(server);
  const { id, payment_id } = await contracts.signed();
  await entered(payment_id!, "receipt", 5001);
  const { status, body } = await at.desk.post(`/contracts/${id}/cancel`, { reason: "Moved away" });
  assert.equal(status, 200, JSON.stringify(body));
  return { payment: payment_id!, visit: nobody, ticket: nobody };
}

async function depositHeld(): Promise<Target> {
  const admin = server.as("admin");
  const { clinicId, practitionerIds } = server.ids;
  const service = { name: "Crown", duration_minutes: 20, price_minor: 5001, deposit_minor: 2000 };
  const made = await admin.post<{ id: string }>("/services", {
    ...service,
    clinic_ids: [clinicId],
    practitioner_ids: [practitionerIds[1]],
  });
  const { body: patient } = await admin.post<{ id: string }>("/patients", { name: `Payer ${++walkedIn}` });
  const startsAt = Temporal.Instant.from("2026-11-19T00:00:00Z").add({ minutes: 30 * walkedIn });
  const { body } = await at.desk.post<Booked & ProblemBody>("/appointments", {
    clinic_id: clinicId,
    practitioner_id: practitionerIds[1],
    service_id: made.body.id,
    patient_id: patient.id,
    starts_at: startsAt.toString(),
    booking_source: "phone",
  });
  assert.ok(body.payment, JSON.stringify(body));
  await entered(body.payment.id, "receipt", 2000);
  return { payment: body.payment.id, visit: body.visit.id, ticket: body.visit.visit_ticket_id };
}

const states: Record<State, () => Promise<Target>> = {
  "nothing paid": treated,
  "paid in part": () => treatedAnd((id) => entered(id, "receipt", 2000)),
  paid: () => treatedAnd((id) => entered(id, "receipt", 5001)),
  refunded: () =>
    treatedAnd(async (id) => {
      await entered(id, "receipt", 5001);
      await entered(id, "refund", 5001);
    }),
  "its entry voided": () => treatedAnd(async (id) => await at.void(id, await entered(id, "receipt", 2000))),
  waived: () => treatedAnd((id) => at.waive(id, 5001)),
  "contract cancelled": contractCancelled,
  "deposit held": depositHeld,
};

async function act(
  verb: Verb,
  { payment, visit, ticket }: Target,
): Promise<{ status: number; body: Pick<ProblemBody, "code"> }> {
  const [what, amount] = verb.split(" ") as [string, string];
  if (what === "receive" || what === "refund")
    return await at.enter(payment, what === "receive" ? "receipt" : "refund", Number(amount));
  if (what === "waive") return await at.waive(payment, Number(amount));
  if (what === "settle") return await at.desk.post(`/visits/${visit}/settle`);
  if (what === "bill")
    return await at.desk.post(`/visit-tickets/${ticket}/entries`, { amount_minor: Number(amount), method: "cash" });
  const { entries } = (await at.desk.get<PaymentDetail>(`/payments/${payment}`)).body;
  const entry = entries.find(({ kind }) => (kind === "void") === (verb === "void a void"));
  return await at.void(payment, entry?.id ?? nobody);
}

describe.each(Object.keys(table) as State[])("%s", (state) => {
  test.each(verbs.map((verb, i) => [verb, table[state][i]!] as const))("%s: %s", async (verb, expected) => {
    const target = await states[state]();
    const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
    const { status, body } = await act(verb, target);
    expect(status < 300 ? "ok" : body.code).toBe(expected);
    const after = await fingerprint(server.ownerUrl, server.ids.organizationId);
    if (expected === "ok") expect(after).not.toEqual(before);
    else expect(after).toEqual(before);
  });
});
