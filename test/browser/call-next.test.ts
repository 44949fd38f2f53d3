import type { Browser, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";
import { walkIn } from "./the-queue.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

const button = (place: Locator | Page, name: string) => place.getByRole("button", { name, exact: true });
const lane = (page: Page, name: keyof typeof t.queue.lanes) => page.getByRole("region", { name: t.queue.lanes[name] });
const numbered = (place: Locator, number: number) =>
  place
    .getByRole("listitem")
    .filter({ has: place.page().getByRole("img", { name: `Queue number ${number}`, exact: true }) });

async function chooseRoom(page: Page): Promise<void> {
  await page.getByRole("combobox", { name: t.queue.room }).click();
  await page.getByRole("option", { name: "Room 1" }).click();
}

test("somebody whom nobody knows is called next, treated, pays, and is known afterwards", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  await button(page, t.queue.walkIn).click();
  const dialog = page.getByRole("dialog", { name: t.queue.walkIn });
  await dialog.getByText(t.queue.who.unknown, { exact: true }).click();
  await dialog.getByRole("combobox", { name: t.booking.service }).click();
  await page.getByRole("option", { name: "Consultation" }).click();
  await desk.shoot("walk-in-unknown");
  await button(dialog, t.queue.addToQueue).click();

  await numbered(lane(page, "waiting"), 1).getByText(t.queue.provisional).waitFor();
  await chooseRoom(page);
  await button(page, t.queue.callNext).click();
  const called = numbered(lane(page, "called"), 1);
  await called.getByText("Room 1").waitFor();
  await desk.shoot("walk-in-called");
  await button(called, t.move.start).click();
  await button(numbered(lane(page, "inProgress"), 1), t.move.finish).click();
  await button(numbered(lane(page, "toPay"), 1), t.action.collect).click();
  const settling = page.getByRole("dialog", { name: t.payments.settleTitle });
  await button(settling, t.action.collect).click();
  const done = numbered(lane(page, "done"), 1);
  await done.waitFor();

  await done.getByRole("link").click();
  const name = page.getByRole("textbox", { name: t.patients.name });
  await name.fill("Huda Salem");
  await button(page, t.action.save).click();
  await page.getByRole("heading", { level: 1, name: "Huda Salem" }).waitFor();
  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  await lane(page, "done").getByRole("listitem", { name: "Huda Salem" }).waitFor();
  expect(await lane(page, "done").getByText(t.queue.provisional).count()).toBe(0);
});

test("two desks that press at once call two patients, and one more press finds nobody", async () => {
  const [first, second] = [await walkIn(clinic, { patient: 0 }), await walkIn(clinic, { patient: 1 })];
  await using one = await openFrontDesk(browser, clinic);
  await using other = await openFrontDesk(browser, clinic);
  for (const { page } of [one, other]) {
    await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
    await numbered(lane(page, "waiting"), second.queue_number).waitFor();
  }
  await Promise.all([one, other].map(({ page }) => button(page, t.queue.callNext).click()));
  for (const { page } of [one, other]) {
    await numbered(lane(page, "called"), first.queue_number).waitFor();
    await numbered(lane(page, "called"), second.queue_number).waitFor();
  }
  await button(one.page, t.queue.callNext).click();
  await one.page.getByRole("alert").getByText(t.problem.queue_empty).waitFor();
});

test("who does not answer is called again, then stands behind the others, unless it is urgent or another doctor's", async () => {
  const early = await walkIn(clinic, { patient: 2, practitioner: 0 });
  clinic.pass(25);
  const late = await walkIn(clinic, { patient: 3, practitioner: 0 });
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  const waits = numbered(lane(page, "waiting"), early.queue_number);
  await waits.getByText(t.queue.alert.warning).waitFor({ state: "attached" });
  await desk.shoot("queue-waits-long");
  await button(waits, t.move.call).click();
  const called = numbered(lane(page, "called"), early.queue_number);
  await button(called, t.move.recall).click();
  await called.getByText("Called 2 times").waitFor();
  await button(called, t.move.requeue).click();
  const order = lane(page, "waiting").getByRole("img");
  const both = [early, late].map(({ queue_number }) => String(queue_number));
  const numbers = async () => (await order.allTextContents()).filter((number) => both.includes(number));
  await expect.poll(numbers, { timeout: 15_000 }).toEqual([String(late.queue_number), String(early.queue_number)]);

  await button(waits, t.move.more.replace("{{name}}", clinic.patients[2]!.name)).click();
  await page.getByRole("menuitem", { name: t.move.prioritize }).click();
  const urgent = page.getByRole("dialog", { name: t.queue.priorityTitle });
  await urgent.getByText(t.queue.priorities[1], { exact: true }).click();
  await urgent.getByRole("textbox", { name: t.queue.reason }).fill("Chest pain");
  await desk.shoot("queue-priority");
  await button(urgent, t.action.save).click();
  await waits.getByText("Chest pain").waitFor();
  await expect.poll(numbers, { timeout: 15_000 }).toEqual([String(early.queue_number), String(late.queue_number)]);
  await desk.shoot("queue-urgent");
  await button(page, t.undo.do).click();
  await expect.poll(numbers, { timeout: 15_000 }).toEqual([String(late.queue_number), String(early.queue_number)]);

  await button(waits, t.move.more.replace("{{name}}", clinic.patients[2]!.name)).click();
  await page.getByRole("menuitem", { name: t.move.transfer }).click();
  const handing = page.getByRole("dialog", { name: t.queue.transferTitle });
  await handing.getByRole("combobox", { name: t.queue.transferTo }).click();
  await page.getByRole("option", { name: "Dr. Nikos Vlachos" }).click();
  await handing.getByRole("textbox", { name: t.queue.reason }).fill("Wants a second opinion");
  await desk.shoot("queue-transfer");
  await button(handing, t.move.transfer).click();
  await waits.getByText("Dr. Nikos Vlachos").waitFor();
});

test("who has two appointments arrives once, and the arrival can be taken back", async () => {
  for (const [practitioner, time] of [
    [0, "10:00"],
    [1, "11:00"],
  ] as const) {
    await clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: clinic.practitioners[practitioner]!.id,
      patient_id: clinic.patients[4]!.id,
      service_id: clinic.services[0]!.id,
      starts_at: clinic.at(time),
      booking_source: "phone",
    });
  }
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  const expected = lane(page, "expected").getByRole("listitem", { name: clinic.patients[4]!.name });
  await desk.shoot("queue-ticket");
  await button(expected, "Check in 2 visits").click();
  const arrived = lane(page, "waiting").getByRole("listitem", { name: clinic.patients[4]!.name });
  await expect.poll(() => arrived.count(), { timeout: 15_000 }).toBe(2);
  await arrived
    .first()
    .getByText(/early$/)
    .waitFor();
  await desk.shoot("queue-early");
  await button(page, t.undo.do).click();
  await expect.poll(() => arrived.count(), { timeout: 15_000 }).toBe(0);
  await expected.waitFor();
});

test("a call, and a call that nobody answered, are taken back where they were made", async () => {
  const { id, queue_number: number } = await walkIn(clinic, { patient: 2 });
  await clinic.desk.post(`/visits/${id}/priority`, { priority: 2, reason: "In pain" });
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  const undoing = (text: string) =>
    button(
      page.getByRole("alert").filter({ hasText: text.replace("{{number}}", String(number)).split(":")[0]! }),
      t.undo.do,
    );
  await numbered(lane(page, "waiting"), number).waitFor();
  await button(page, t.queue.callNext).click();
  await numbered(lane(page, "called"), number).waitFor();
  await desk.shoot("queue-undo");
  await undoing(t.queue.told.called).click();
  await numbered(lane(page, "waiting"), number).waitFor();

  await button(numbered(lane(page, "waiting"), number), t.move.call).click();
  await button(numbered(lane(page, "called"), number), t.move.requeue).click();
  await numbered(lane(page, "waiting"), number).waitFor();
  await undoing(t.queue.told.requeued).click();
  await numbered(lane(page, "called"), number).waitFor();
});
