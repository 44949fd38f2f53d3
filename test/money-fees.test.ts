import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Booked } from "./answers.ts";
import { moneyDesk, refusal, requireLaws } from "./money-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let at: ReturnType<typeof moneyDesk>;
beforeAll(async () => {
  server = await openTestServer();
  at = moneyDesk(server);
  const policy = {
    late_cancel_notice_minutes: 240,
    late_cancel_fee_minor: 2000,
    no_show_fee_minor: 5001,
    deposit_minor: 1000,
  };
  await at.admin.send("PATCH", `/services/${server.ids.consultationId}`, policy);
});
beforeEach(() => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
});
afterEach(() => requireLaws(server));
afterAll(() => server.close());

let hour = 0;
/** Booked for a time of its own on the 18th, of which the desk is told an hour before. */
async function booked(paid: number): Promise<Booked> {
  const startsAt = Temporal.Instant.from("2026-11-18T09:00:00Z").add({ minutes: 30 * hour++ });
  const booking = await at.book(0, startsAt.toString());
  if (paid > 0) await at.enter(booking.payment.id, "receipt", paid);
  server.clock.now = startsAt.subtract({ hours: 1 });
  return booking;
}
const cancel = (id: string, requested_by = "patient") => at.desk.post(`/appointments/${id}/cancel`, { requested_by });

type Sums = { charge_minor: number; total_minor: number; refund_due_minor: number; status: string };

test.each<[string, paid: number, Sums & { due: boolean }]>([
  ["nothing was paid", 0, { charge_minor: 2000, total_minor: 2000, refund_due_minor: 0, status: "pending", due: true }],
  [
    "the deposit was paid",
    1000,
    { charge_minor: 2000, total_minor: 2000, refund_due_minor: 0, status: "pending", due: true },
  ],
  [
    "just the fee was paid",
    2000,
    { charge_minor: 2000, total_minor: 2000, refund_due_minor: 0, status: "paid", due: true },
  ],
  ["all was paid", 5001, { charge_minor: 2000, total_minor: 5001, refund_due_minor: 3001, status: "paid", due: true }],
])("who cancels late owes the fee instead of the price: %s", async (_, paid, { due, ...sums }) => {
  const { appointment, payment } = await booked(paid);
  await cancel(appointment.id);
  const after = await at.read(payment.id);
  expect(after).toMatchObject({ price_minor: 5001, deposit_minor: 1000, amount_paid_minor: paid, ...sums });
  expect(after.due_at !== null).toBe(due);
  expect(after.practitioner_share_minor + after.clinic_share_minor).toBe(sums.total_minor);
  expect(after.adjustments.map(({ kind, amount_minor }) => [kind, amount_minor])).toEqual([
    ["release", -5001],
    ["late_cancel_fee", 2000],
  ]);
});

test("what was paid beyond the fee is given back, and the total follows", async () => {
  const { appointment, payment } = await booked(5001);
  await cancel(appointment.id);
  expect((await at.enter(payment.id, "refund", 3000)).body.payment).toMatchObject({
    total_minor: 2001,
    refund_due_minor: 1,
  });
  expect((await at.enter(payment.id, "refund", 1)).body.payment).toMatchObject({ total_minor: 2000, status: "paid" });
  expect(refusal(await at.enter(payment.id, "receipt", 1))).toEqual([422, "exceeds_balance", "/amount_minor"]);
});

test("a fee may be waived", async () => {
  const { appointment, payment } = await booked(0);
  await cancel(appointment.id);
  expect((await at.waive(payment.id, 2000)).body.payment).toMatchObject({ total_minor: 0, status: "paid" });
});

test("the clinic's cancellation, and one in time, cost nothing", async () => {
  const [one, other] = [await booked(0), await booked(0)];
  await cancel(one.appointment.id, "clinic");
  server.clock.now = Temporal.Instant.from("2026-11-18T00:00:00Z");
  await cancel(other.appointment.id);
  for (const { payment } of [one, other])
    expect(await at.read(payment.id)).toMatchObject({ charge_minor: 5001, due_at: null, adjustments: [] });
});

test.each<[string, paid: number, waived: number]>([
  ["unpaid", 0, 0],
  ["paid in full", 5001, 0],
  ["with the fee waived since", 0, 1500],
])("undoing a late cancellation takes its fee back: %s", async (_, paid, waived) => {
  const { appointment, payment } = await booked(paid);
  await cancel(appointment.id);
  if (waived > 0) await at.waive(payment.id, waived);
  expect((await at.desk.post(`/appointments/${appointment.id}/undo`)).status).toBe(200);
  const back = await at.read(payment.id);
  expect(back).toMatchObject({ charge_minor: 5001, total_minor: 5001, refund_due_minor: 0, due_at: null });
  expect(back.status).toBe(paid === 5001 ? "paid" : "pending");
});

test("who does not come owes that fee, also when it is the price itself; undoing takes it back", async () => {
  const { appointment, payment } = await booked(0);
  server.clock.now = Temporal.Instant.from(appointment.starts_at).add({ minutes: 5 });
  expect((await at.desk.post(`/appointments/${appointment.id}/no-show`)).status).toBe(200);
  const missed = await at.read(payment.id);
  expect([missed.charge_minor, missed.due_at !== null, missed.adjustments.length]).toEqual([5001, true, 2]);
  await at.desk.post(`/appointments/${appointment.id}/undo`);
  expect(await at.read(payment.id)).toMatchObject({ charge_minor: 5001, due_at: null });
});

test("a deposit is never more than the price, and what is booked keeps its own", async () => {
  const { payment } = await booked(0);
  await at.admin.send("PATCH", `/services/${server.ids.consultationId}`, { deposit_minor: 9_999 });
  expect(await at.read(payment.id)).toMatchObject({ deposit_minor: 1000 });
  const next = await booked(0);
  expect(next.payment.deposit_minor).toBe(5001);
  await at.admin.send("PATCH", `/services/${server.ids.consultationId}`, { deposit_minor: 1000 });
});

test("a patient who wants another practitioner pays that one's price; the clinic never makes it dearer", async () => {
  const [first, second] = server.ids.practitionerIds;
  const dear = [{ practitioner_id: second, price_minor: 7000 }];
  await at.admin.send("PATCH", `/services/${server.ids.consultationId}`, { practitioner_overrides: dear });
  const { appointment, payment } = await at.book(1, "2026-11-20T09:00:00Z");
  const move = (practitioner_id: string, requested_by: string) =>
    at.desk.post(`/appointments/${appointment.id}/reschedule`, {
      starts_at: "2026-11-20T09:00:00Z",
      practitioner_id,
      requested_by,
    });
  const charge = async () => {
    const { charge_minor, practitioner_share_minor, practitioner_id } = await at.read(payment.id);
    return [charge_minor, practitioner_share_minor, practitioner_id];
  };
  await move(second, "clinic");
  expect(await charge()).toEqual([5001, 3001, second]);
  await move(first, "clinic");
  await move(second, "patient");
  expect(await charge()).toEqual([7000, 4200, second]);
  await at.desk.post(`/appointments/${appointment.id}/undo`);
  expect(await charge()).toEqual([5001, 3001, first]);
});
