import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Booked } from "./answers.ts";
import { moneyDesk, refusal, requireLaws } from "./money-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** One bill for the visits of a patient's day: paid by many at once, and printed. */
let server: TestServer;
let at: ReturnType<typeof moneyDesk>;
beforeAll(async () => {
  server = await openTestServer();
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  at = moneyDesk(server);
});
afterEach(() => requireLaws(server));
afterAll(() => server.close());

interface Bill {
  payments: { id: string; amount_paid_minor: number; balance_minor: number }[];
  totals: { amount_paid_minor: number; balance_minor: number }[];
}
const billOf = async (ticket: string) => (await at.desk.get<Bill>(`/visit-tickets/${ticket}/bill`)).body;
const pay = (ticket: string, amount_minor: number, key?: string) =>
  at.desk.send<{ paid: { entry: { id: string; amount_minor: number } }[] }>(
    "POST",
    `/visit-tickets/${ticket}/entries`,
    { amount_minor, method: "cash" },
    key === undefined ? {} : { "idempotency-key": key },
  );

let day = 20;
/** Three consultations of one patient on one day, 50.01 each; each call takes a day of its own. */
async function threeOnOneDay(): Promise<{ ticket: string; booked: Booked[] }> {
  const date = `2026-11-${day++}`;
  const booked: Booked[] = [];
  for (const time of ["08:00", "09:00", "10:00"]) booked.push(await at.book(2, `${date}T${time}:00Z`));
  return { ticket: booked[0]!.visit.visit_ticket_id, booked };
}

describe("many desks pay one bill at once", () => {
  test("each with a part: as much comes in as is owed, and no cent more", async () => {
    const { ticket } = await threeOnOneDay();
    const answers = await Promise.all(Array.from({ length: 12 }, () => pay(ticket, 2_000)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      ...Array.from({ length: 7 }, () => 201),
      ...Array.from({ length: 5 }, () => 422),
    ]);
    const bill = await billOf(ticket);
    expect(bill.totals).toMatchObject([{ amount_paid_minor: 14_000, balance_minor: 1_003 }]);
    expect(bill.payments.map(({ amount_paid_minor }) => amount_paid_minor)).toEqual([5_001, 5_001, 3_998]);
  });

  test("beside desks that take money for single visits of it", async () => {
    const { ticket, booked } = await threeOnOneDay();
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => pay(ticket, 6_000)),
      ...booked.toReversed().flatMap(({ payment }) => [1, 2].map(() => at.enter(payment.id, "receipt", 1_500))),
    ]);
    const entered = answers
      .filter(({ status }) => status === 201)
      .flatMap(({ body }) => ("paid" in body ? body.paid.map(({ entry }) => entry) : [body.entry]))
      .reduce((sum, { amount_minor }) => sum + amount_minor, 0);
    expect(answers.every(({ status }) => status === 201 || status === 422)).toBe(true);
    expect((await billOf(ticket)).totals).toMatchObject([
      { amount_paid_minor: entered, balance_minor: 15_003 - entered },
    ]);
  });

  test("with all of it: one does", async () => {
    const { ticket } = await threeOnOneDay();
    const answers = await Promise.all(Array.from({ length: 8 }, () => pay(ticket, 15_003)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await billOf(ticket)).totals).toMatchObject([{ amount_paid_minor: 15_003, balance_minor: 0 }]);
  });

  test("a double click pays once, and is told the same", async () => {
    const { ticket } = await threeOnOneDay();
    const answers = await Promise.all([1, 2, 3].map(() => pay(ticket, 6_000, `bill-${ticket}`)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => String(body.paid.map(({ entry }) => entry.id)))).size).toBe(1);
    expect((await billOf(ticket)).totals).toMatchObject([{ amount_paid_minor: 6_000 }]);
  });
});

test("the bill is one PDF in three languages, while it is owed and when it is paid", async () => {
  const { ticket } = await threeOnOneDay();
  for (const amount of [1_000, 14_003]) {
    await pay(ticket, amount);
    for (const lang of ["en", "ar", "el"]) {
      const { status, headers, body } = await at.desk.get<string>(`/visit-tickets/${ticket}/bill.pdf?lang=${lang}`);
      expect([status, headers.get("content-type"), body.slice(0, 5)]).toEqual([200, "application/pdf", "%PDF-"]);
    }
  }
  const nobodys = "01a2019b-f593-7745-9cc2-17b900934fa8";
  expect(refusal(await at.desk.get(`/visit-tickets/${nobodys}/bill.pdf`))).toEqual([404, "not_found", "/id"]);
});

test("a payment of the list says of which bill it is", async () => {
  const { ticket, booked } = await threeOnOneDay();
  const detail = await at.desk.get<{ visit_ticket_id: string }>(`/payments/${booked[0]!.payment.id}`);
  expect(detail.body.visit_ticket_id).toBe(ticket);
});
