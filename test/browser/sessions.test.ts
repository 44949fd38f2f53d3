import type { Browser, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";
import { bedCard, carryTo, openWard } from "./ward.ts";

/** A dialysis morning: from the weekly session that is set up to the patient who has paid. */
const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  await openWard(clinic);
});

const button = (place: Locator | Page, name: string) => place.getByRole("button", { name, exact: true });
const morning = (page: Page) => page.getByRole("region", { name: "Morning", exact: true });
const onBed = (page: Page, bed: string, patient: string) =>
  bedCard(page, "Morning", bed).getByText(patient, { exact: true });
const menuOf = (page: Page, name: string) => button(page, t.board.menuOf.replace("{{name}}", name));
const choose = async (page: Page, name: string) => await page.getByRole("menuitem", { name, exact: true }).click();

async function admit(page: Page, query: string, bed: string | null): Promise<void> {
  await button(morning(page), t.board.admit).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox", { name: t.patients.search }).fill(query);
  await dialog.getByRole("list", { name: t.patients.found }).getByRole("button").first().click();
  if (bed) {
    await dialog.getByRole("combobox", { name: t.board.bed }).click();
    await page.getByRole("option", { name: bed, exact: true }).click();
  }
  await button(dialog, t.board.admitDo).click();
  await dialog.waitFor({ state: "detached" });
}

test("a weekly session is set up for two weekdays, and its dates are generated", async () => {
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.admin });
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.sessions, exact: true }).click();
  await page.getByText(t.board.none).waitFor();
  await page.getByRole("link", { name: t.board.tabs.weekly }).click();
  await button(page, t.weekly.new).click();
  const form = page.getByRole("dialog", { name: t.weekly.new });
  await form.getByRole("textbox", { name: t.record.name }).fill("Morning");
  for (const [field, option] of [
    [t.booking.service, "Dialysis"],
    [t.weekly.pool, "Ward"],
    [t.weekly.supervisor, "Dr. Layla Hassan"],
  ] as const) {
    await form.getByRole("combobox", { name: field }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  }
  await form.getByRole("textbox", { name: t.weekly.pace }).fill("20");
  await form.getByLabel(new RegExp(`^${t.hours.from}`)).fill("09:00");
  await form.getByLabel(new RegExp(`^${t.hours.to}`)).fill("13:00");
  await button(form, t.impact.see).click();
  await form.getByText(t.field.tooSmall.replace("{{minimum}}", "1")).waitFor();
  for (const day of ["Monday", "Thursday"]) await form.getByText(day, { exact: true }).click();
  await desk.shoot("sessions-weekly-form");
  await button(form, t.impact.see).click();
  await form.getByText(t.impact.strandsNobody).waitFor();
  await button(form, t.action.save).click();
  await form.waitFor({ state: "detached" });
  await expect.poll(() => page.getByRole("row", { name: "Morning" }).count()).toBe(2);

  await button(page, t.weekly.generate).click();
  const generate = page.getByRole("dialog", { name: t.weekly.generate });
  await button(generate, t.weekly.generate).click();
  // Some of them were made by the server itself as soon as the weekly ones were there.
  await generate.getByText(t.weekly.generated).waitFor();
  await desk.shoot("sessions-generated");
  await button(generate, t.weekly.generate).click();
  await generate.getByText(t.weekly.counts.unchanged.replace("{{number}}", "16")).waitFor();
});

test("three patients are admitted, get, change and lose beds, and one goes from check-in to the receipt", async () => {
  const [mona, yousef, eleni] = clinic.patients.map(({ name }) => name) as [string, string, string];
  await using desk = await openFrontDesk(browser, clinic, { path: "/sessions" });
  await using watcher = await openFrontDesk(browser, clinic, { path: "/sessions" });
  const { page } = desk;
  await admit(page, "mona had", null);
  await admit(page, "يوسف", "Bed 2");
  await admit(page, "Ελένη", null);
  const tray = morning(page).getByRole("region", { name: t.board.without });
  await expect.poll(() => tray.getByRole("listitem").count()).toBe(2);
  await onBed(page, "Bed 2", yousef).waitFor();
  await desk.shoot("sessions-tray");

  await carryTo(page, tray.getByText(mona, { exact: true }), bedCard(page, "Morning", "Bed 1"));
  await desk.shoot("sessions-carried");
  await page.mouse.up();
  await onBed(page, "Bed 1", mona).waitFor();
  // The other screen has not been touched.
  await onBed(watcher.page, "Bed 1", mona).waitFor({ timeout: 10_000 });

  await menuOf(page, yousef).click();
  await choose(page, t.board.give);
  const place = page.getByRole("dialog", { name: t.board.placeTitle.replace("{{name}}", yousef) });
  await place.getByRole("combobox", { name: t.board.bed }).click();
  await page.getByRole("option", { name: "Bed 3", exact: true }).click();
  await button(place, t.board.placeDo).click();
  await onBed(page, "Bed 3", yousef).waitFor();

  await carryTo(page, onBed(page, "Bed 1", mona), bedCard(page, "Morning", "Bed 3"));
  await page.mouse.up();
  const swap = page.getByRole("dialog", { name: t.board.swapTitle });
  await desk.shoot("sessions-swap");
  await button(swap, t.board.swapDo).click();
  await onBed(page, "Bed 3", mona).waitFor();
  await onBed(page, "Bed 1", yousef).waitFor();

  await menuOf(page, mona).click();
  await choose(page, t.board.outAction);
  const out = page.getByRole("dialog", { name: t.board.outTitle.replace("{{bed}}", "Bed 3") });
  await out.getByRole("textbox", { name: t.board.outReason }).fill("Pump broken");
  await button(out, t.board.outDo).click();
  await bedCard(page, "Morning", "Bed 3").getByText("Pump broken").waitFor();
  const hers = morning(page)
    .getByRole("listitem", { name: /^Bed [124]$/ })
    .filter({ hasText: mona });
  await hers.waitFor();
  await desk.shoot("sessions-out");

  await button(hers, t.move.checkIn).click();
  await button(hers, t.move.call).click();
  await button(hers, t.move.start).click();
  await hers.getByText(t.status.visit.in_progress).waitFor();
  await desk.shoot("sessions-running");
  await button(hers, t.move.finish).click();
  await button(hers, t.action.collect).click();
  await button(page.getByRole("dialog", { name: t.payments.settleTitle }), t.action.collect).click();
  await hers.getByText(t.status.visit.completed).waitFor();
  await menuOf(page, "Bed 3").click();
  await choose(page, t.board.back);
  await bedCard(page, "Morning", "Bed 3").getByText(t.board.free, { exact: true }).waitFor();
  expect(eleni).not.toBe(mona);
});
