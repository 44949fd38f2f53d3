import type { Browser, Locator } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts, waitForCounter } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

const more = (name: string) => t.move.more.replace("{{name}}", name);
const button = (place: Locator, name: string) => place.getByRole("button", { name, exact: true });

test("a walk-in is called, started, finished and pays, while the dashboard of another browser follows", async () => {
  const name = clinic.patients[0]!.name;
  await using watcher = await openFrontDesk(browser, clinic);
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const column = (lane: keyof typeof t.queue.lanes) => page.getByRole("region", { name: t.queue.lanes[lane] });

  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  await page.getByRole("button", { name: t.queue.walkIn }).click();
  const dialog = page.getByRole("dialog", { name: t.queue.walkIn });
  await dialog.getByRole("searchbox", { name: t.patients.search }).fill("mona had");
  await dialog.getByRole("button", { name: new RegExp(name) }).click();
  await dialog.getByRole("combobox", { name: t.booking.service }).click();
  await page.getByRole("option", { name: "Consultation" }).click();
  await desk.shoot("queue-walk-in");
  await button(dialog, t.queue.addToQueue).click();

  const waiting = column("waiting").getByRole("listitem", { name });
  await waiting.getByRole("img", { name: "Queue number 1" }).waitFor();
  await waitForCounter(watcher.page, t.dashboard.waiting, "1");
  await button(waiting, more(name)).click();
  const start = page.getByRole("menuitem", { name: new RegExp(`^${t.move.start}`) });
  expect(await start.getAttribute("aria-disabled")).toBe("true");
  await start.getByText(t.move.needs.start).waitFor();
  await desk.shoot("queue-more");
  await page.keyboard.press("Escape");

  await button(waiting, t.move.call).click();
  await button(column("called").getByRole("listitem", { name }), t.move.start).click();
  await waitForCounter(watcher.page, t.dashboard.inProgress, "1");
  await button(column("inProgress").getByRole("listitem", { name }), t.move.finish).click();
  await waitForCounter(watcher.page, t.dashboard.outstanding, "1");
  await desk.shoot("queue-to-pay");
  await button(column("toPay").getByRole("listitem", { name }), t.action.collect).click();
  const settling = page.getByRole("dialog", { name: t.payments.settleTitle });
  await settling.getByText("EGP 450.00").waitFor();
  await button(settling, t.action.collect).click();
  await column("done").getByRole("listitem", { name }).waitFor();
  await waitForCounter(watcher.page, t.dashboard.outstanding, "0");
  await waitForCounter(watcher.page, t.dashboard.revenue, "EGP 450.00");
});

test("a doctor sees the queue of their own patients and may not do what the desk does", async () => {
  const walkIn = (patient: number, practitioner: number) =>
    clinic.desk.post("/visits", {
      clinic_id: clinic.clinic.id,
      patient_id: clinic.patients[patient]!.id,
      service_id: clinic.services[0]!.id,
      practitioner_id: clinic.practitioners[practitioner]!.id,
    });
  await walkIn(3, 0);
  await walkIn(4, 1);
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.doctor });
  const { page } = desk;
  expect(await page.getByRole("button", { name: t.booking.new }).count()).toBe(0);
  expect(await page.getByRole("link", { name: t.nav.payments, exact: true }).count()).toBe(0);
  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  const mine = page.getByRole("listitem", { name: clinic.patients[3]!.name });
  await mine.waitFor();
  expect(await page.getByRole("listitem", { name: clinic.patients[4]!.name }).count()).toBe(0);
  await button(mine, more(clinic.patients[3]!.name)).click();
  const leave = page.getByRole("menuitem", { name: t.move.leave });
  expect(await leave.getAttribute("aria-disabled")).toBe("true");
  await leave.getByText(t.move.notYours).waitFor();
  await page.keyboard.press("Escape");
  await button(mine, t.move.call).click();
  await page
    .getByRole("region", { name: t.queue.lanes.called })
    .getByRole("listitem", { name: clinic.patients[3]!.name })
    .waitFor();
});
