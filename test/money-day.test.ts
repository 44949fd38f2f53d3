import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";
import { moneyDesk, refusal, requireLaws } from "./money-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let at: ReturnType<typeof moneyDesk>;
const today = "2026-11-18";
beforeEach(async () => {
  server = await openTestServer();
  at = moneyDesk(server);
});
afterEach(async () => {
  await requireLaws(server);
  await server.close();
});

test("a day at the till balances, and is final", async () => {
  const drawer = (await at.openDrawer(10_000)).body;
  expect(drawer).toMatchObject({ status: "open", expected_minor: 10_000, business_date: today, currency: "EUR" });
  expect(refusal(await at.openDrawer(1))).toEqual([409, "already_exists", "/account_id"]);
  const [one, other] = [await at.book(), await at.book()];
  await at.enter(one.payment.id, "receipt", 2000);
  const cash = (await at.enter(one.payment.id, "receipt", 1000)).body.entry;
  await at.enter(one.payment.id, "refund", 500);
  const mistake = (await at.enter(other.payment.id, "receipt", 700)).body.entry;
  await at.void(other.payment.id, mistake.id);
  await at.enter(other.payment.id, "receipt", 5000, "visa");
  await at.waive(other.payment.id, 1);
  // The administrator's cash is not in the receptionist's drawer.
  await at.admin.post(`/payments/${one.payment.id}/entries`, { kind: "receipt", amount_minor: 100, method: "cash" });

  expect(refusal(await at.closeDay(today))).toEqual([409, "drawer_open", undefined]);
  const closed = (await at.closeDrawer(drawer.id, 12_400)).body;
  expect(closed).toMatchObject({
    status: "closed",
    expected_minor: 12_500,
    counted_minor: 12_400,
    difference_minor: -100,
  });
  expect(refusal(await at.closeDrawer(drawer.id, 1))).toEqual([409, "illegal_move", undefined]);

  const before = await fingerprint(server.ownerUrl);
  expect(refusal(await at.enter(one.payment.id, "receipt", 1))).toEqual([409, "day_closed", undefined]);
  expect(refusal(await at.void(one.payment.id, cash.id))).toEqual([409, "day_closed", undefined]);
  expect(await fingerprint(server.ownerUrl)).toEqual(before);
  // A card needs no drawer.
  const card = (await at.enter(one.payment.id, "receipt", 1, "visa")).body.entry;

  const day = (await at.closeDay(today)).body;
  expect(day.status).toBe("closed");
  expect(day.totals).toEqual([{ currency: "EUR", net_minor: 7_601, cash_minor: 2_600, waived_minor: 1 }]);
  const rows = day.takings.map(({ account_name, method, receipts_minor, refunds_minor, voids_minor, net_minor }) => [
    account_name,
    method,
    receipts_minor,
    refunds_minor,
    voids_minor,
    net_minor,
  ]);
  expect(rows).toEqual([
    ["admin", "cash", 100, 0, 0, 100],
    ["receptionist", "cash", 3_700, 500, 700, 2_500],
    ["receptionist", "visa", 5_001, 0, 0, 5_001],
  ]);

  const then = await fingerprint(server.ownerUrl);
  expect(refusal(await at.closeDay(today))).toEqual([409, "day_closed", undefined]);
  expect(refusal(await at.enter(one.payment.id, "receipt", 1, "visa"))).toEqual([409, "day_closed", undefined]);
  expect(refusal(await at.void(one.payment.id, card.id))).toEqual([409, "day_closed", undefined]);
  expect(refusal(await at.waive(one.payment.id, 1))).toEqual([409, "day_closed", undefined]);
  expect(refusal(await at.admin.post(`/cash-drawers/${drawer.id}/reopen`, { reason: "a" }))).toEqual([
    409,
    "day_closed",
    undefined,
  ]);
  expect(await fingerprint(server.ownerUrl)).toEqual(then);

  // Tomorrow is another day.
  server.clock.now = server.clock.now.add({ hours: 24 });
  expect((await at.enter(one.payment.id, "receipt", 1)).status).toBe(201);
  expect(refusal(await at.void(one.payment.id, card.id))).toEqual([409, "day_closed", undefined]);
});

test("an administrator opens a day and a drawer again, with a reason that stays", async () => {
  const drawer = (await at.openDrawer(0)).body;
  const { payment } = await at.book();
  await at.closeDrawer(drawer.id, 0);
  await at.closeDay(today);
  const day = `/day-close/reopen`;
  const body = { clinic_id: server.ids.clinicId, date: today, reason: "A receipt was forgotten" };
  expect(refusal(await at.desk.post(day, body))).toEqual([403, "forbidden", undefined]);
  expect(refusal(await at.admin.post(day, { ...body, reason: "" }))).toEqual([422, "invalid_request", "/reason"]);
  expect((await at.reopenDay(today)).body).toMatchObject({ status: "open", version: 2 });
  expect(refusal(await at.reopenDay(today))).toEqual([409, "illegal_move", undefined]);
  expect(refusal(await at.desk.post(`/cash-drawers/${drawer.id}/reopen`, { reason: "a" }))).toEqual([
    403,
    "forbidden",
    undefined,
  ]);
  await at.admin.post(`/cash-drawers/${drawer.id}/reopen`, { reason: "A coin was found" });
  expect((await at.enter(payment.id, "receipt", 5001)).status).toBe(201);
  await at.closeDrawer(drawer.id, 5001);
  const closed = (await at.closeDay(today)).body;
  expect(closed).toMatchObject({ status: "closed", version: 3, totals: [{ net_minor: 5001 }] });
  expect(closed.reopenings).toMatchObject([{ reason: "A receipt was forgotten" }]);
  expect(closed.drawers).toMatchObject([{ difference_minor: 0, reopenings: [{ reason: "A coin was found" }] }]);
});

test("a date that has not come is not closed, and an empty one may be", async () => {
  expect(refusal(await at.closeDay("2026-11-19"))).toEqual([422, "wrong_date", "/date"]);
  expect((await at.closeDay("2026-11-16")).body).toMatchObject({ status: "closed", takings: [], totals: [] });
});

test("money that is entered while the day is closed is in its figures or refused", async () => {
  const bookings = await Promise.all(Array.from({ length: 16 }, () => at.book()));
  const [closed, ...entered] = await Promise.all([
    at.closeDay(today),
    ...bookings.map(({ payment }) => at.enter(payment.id, "receipt", 100, "visa")),
  ]);
  expect(closed.status).toBe(200);
  const taken = entered.filter(({ status }) => status === 201).length;
  expect(entered.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
  expect((await at.day(today)).takings.reduce((sum, { receipts_count }) => sum + receipts_count, 0)).toBe(taken);
});

test("receipts are numbered without a gap under rivals of whom one in ten fails", async () => {
  const bookings = await Promise.all(Array.from({ length: 12 }, () => at.book()));
  const answers = await Promise.all(
    Array.from({ length: 120 }, (_, i) =>
      at.enter(bookings[i % 12]!.payment.id, "receipt", i % 10 === 9 ? 99_999 : 100),
    ),
  );
  const numbers = answers.flatMap(({ status, body }) => (status === 201 ? [body.entry.receipt_number] : []));
  expect(numbers).toHaveLength(108);
  expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 108 }, (_, i) => i + 1));
});

test("shares and movements are reported, and as CSV without formulas", async () => {
  const evil = { name: '=HYPERLINK("http://evil")' };
  await at.admin.send("PATCH", `/patients/${server.ids.patientIds[0]}`, evil);
  const { appointment, payment } = await at.book(0, "2026-11-18T08:00:00Z");
  await at.enter(payment.id, "receipt", 2_001);
  await at.desk.post(`/appointments/${appointment.id}/complete`);
  const range = `clinic_id=${server.ids.clinicId}&from=${today}&to=2026-11-19`;
  expect((await at.admin.get(`/reports/shares?${range}`)).body).toMatchObject({
    items: [
      {
        practitioner_name: "Eleni",
        payments: 1,
        total_minor: 5001,
        practitioner_share_minor: 3001,
        clinic_share_minor: 2000,
        paid_minor: 2001,
        practitioner_paid_minor: 1201,
        clinic_paid_minor: 800,
      },
    ],
  });
  const shares = await at.admin.get<string>(`/reports/shares?${range}&format=csv`);
  expect(shares.headers.get("content-type")).toMatch(/^text\/csv/);
  expect(parse(shares.body, { bom: true, columns: true })).toMatchObject([{ practitioner_share_minor: "3001" }]);
  const movements = await at.desk.get<string>(`/payments/export?${range}`);
  expect(parse(movements.body, { bom: true, columns: true })).toMatchObject([
    { receipt_number: "1", amount_minor: "2001", patient_name: `'${evil.name}`, account_name: "receptionist" },
  ]);
  expect(refusal(await at.admin.get(`/reports/shares?from=${today}&to=${today}`))).toEqual([422, "empty_range", "/to"]);
});

test("a receipt is a PDF in three languages, and of one entry", async () => {
  const { payment } = await at.book();
  const { entry } = (await at.enter(payment.id, "receipt", 2_001)).body;
  for (const lang of ["en", "ar", "el"]) {
    const { status, headers, body } = await at.desk.get<string>(
      `/payments/${payment.id}/receipt.pdf?lang=${lang}&entry_id=${entry.id}`,
    );
    expect([status, headers.get("content-type"), body.slice(0, 5)]).toEqual([200, "application/pdf", "%PDF-"]);
  }
  expect(refusal(await at.desk.get(`/payments/${payment.id}/receipt.pdf?entry_id=${payment.id}`))).toEqual([
    404,
    "not_found",
    "/entry_id",
  ]);
  expect(refusal(await at.desk.get(`/payments/${payment.id}/receipt.pdf?lang=fr`))).toEqual([
    422,
    "invalid_request",
    "/lang",
  ]);
});
