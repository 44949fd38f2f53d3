import type { Browser, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

/** A run over open requests: what matters to it, stopped half-way, and agreed without a mouse. */
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

const want = async (patient: number, sessions: number, more: object = {}): Promise<string> => {
  const { id } = await clinic.desk.post("/booking-requests", {
    clinic_id: clinic.clinic.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    sessions,
    ...more,
  });
  return id;
};

interface Told {
  status: string;
  gap: number | null;
  objective: number | null;
  weights: Record<string, number>;
  placements: { status: string }[];
}
const planOf = async (page: Page) =>
  (await clinic.desk.get(new URL(page.url()).pathname.replace("/plans", "/matching/plans"))) as unknown as Told;

/** Goes on with the tabulator until it stands on the thing. */
async function tabTo(page: Page, thing: Locator): Promise<void> {
  await thing.waitFor();
  for (let i = 0; i < 150; i++) {
    if (await thing.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The tabulator does not lead there.");
}
async function pressOn(page: Page, thing: Locator): Promise<void> {
  await tabTo(page, thing);
  await page.keyboard.press("Enter");
}

test("by keyboard alone a ticket gets its place on the calendar, and a plan is agreed", async () => {
  const t = texts.en;
  const request = await want(2, 1);
  const { name } = clinic.patients[2]!;
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await pressOn(page, page.getByRole("link", { name: t.nav.calendar, exact: true }));
  await pressOn(page, page.getByRole("button", { name: t.sessions.title }));
  await pressOn(page, page.getByRole("button", { name: t.sessions.choose.replace("{{name}}", name) }));
  const drawer = page.getByRole("dialog", { name: t.sessions.give });
  const afternoon = drawer.getByRole("group", { name: t.booking.parts.afternoon });
  await pressOn(page, afternoon.getByRole("button").first());
  await pressOn(page, drawer.getByRole("button", { name: t.sessions.bookHere }));
  await drawer.waitFor({ state: "detached" });
  const tickets = await clinic.desk.get(`/session-tickets?request_id=${request}`);
  expect((tickets as unknown as { items: { status: string }[] }).items[0]?.status).toBe("scheduled");

  await want(3, 2, { min_days_between: 2 });
  await page.goto("/plans");
  await pressOn(page, page.getByRole("button", { name: t.plans.start }));
  await pressOn(page, page.getByRole("dialog").getByRole("button", { name: t.plans.search }));
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  await page.getByRole("status").filter({ hasText: t.status.plan.ready }).first().waitFor();
  await pressOn(page, page.getByRole("button", { name: t.plans.acceptAll }));
  const statuses = async () => (await planOf(page)).placements.map(({ status }) => status);
  await expect.poll(statuses).toEqual(["committed", "committed"]);
  expect((await planOf(page)).status).toBe("committed");
});

for (const language of ["en", "ar", "el"] as const satisfies Language[]) {
  test(`what matters is said before the run and with its plan (${language})`, async () => {
    const said = texts[language];
    const { title, pattern } = said.plans.weights;
    await want(1, 1, { patterns: [{ weekday: 3, start_local: "10:00" }] });
    await using desk = await openFrontDesk(browser, clinic, { language });
    const { page } = desk;
    await page.goto("/plans");
    await page.getByRole("button", { name: said.plans.start }).click();
    const dialog = page.getByRole("dialog", { name: said.plans.start });
    await dialog.getByRole("button", { name: title }).click();
    const field = dialog.getByRole("textbox", { name: pattern });
    expect(await field.inputValue()).toBe("60");
    await field.fill("2000000");
    await dialog.getByRole("button", { name: said.plans.search }).click();
    await dialog.getByText(said.field.tooBig.replace("{{maximum}}", "1000000")).waitFor();
    await field.fill("700");
    await desk.shoot(`run-weights-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.shoot(`run-weights-phone-${language}`);
    await page.setViewportSize({ width: 1280, height: 800 });
    await dialog.getByRole("button", { name: said.plans.search }).click();
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
    await page.getByRole("status").filter({ hasText: said.status.plan.ready }).first().waitFor();
    await page.getByRole("button", { name: title }).click();
    const list = page.getByRole("list", { name: title });
    await list
      .getByRole("listitem")
      .filter({ hasText: pattern })
      .filter({ hasText: /700|٧٠٠/ })
      .waitFor();
    await desk.shoot(`plan-weights-${language}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await desk.shoot(`plan-weights-phone-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    expect((await planOf(page)).weights).toMatchObject({ pattern: 700, practitioner: 40 });
  });
}

test("a search that is stopped half-way proposes the best it had found, and says how near it had come", async () => {
  const t = texts.en;
  // Two hundred requests that all wish for the same hours: nothing is proved about them in a minute.
  const patterns = [{ weekday: 2, start_local: "10:00", end_local: "11:00" }];
  for (let i = 0; i < 200; i++)
    await want(i % clinic.patients.length, 20, { patterns, min_days_between: 2 + (i % 5), preferred_days_between: 7 });
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.goto("/plans");
  await page.getByRole("button", { name: t.plans.start }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: t.plans.limit }).click();
  await page.getByRole("option", { name: t.plans.seconds.replace("{{number}}", "60") }).click();
  await dialog.getByRole("button", { name: t.plans.search }).click();
  await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/);
  // Something was found, and how far it can be from the best.
  await expect.poll(async () => (await planOf(page)).gap, { timeout: 45_000 }).not.toBeNull();
  expect((await planOf(page)).status).toBe("running");
  await desk.shoot("plan-running");
  await page.getByRole("button", { name: t.plans.stop }).click();
  const ready = page.getByRole("status").filter({ hasText: t.status.plan.ready }).first();
  await ready.filter({ hasText: t.plans.stopped }).waitFor({ timeout: 45_000 });
  const { status, gap, objective, placements } = await planOf(page);
  expect([status, gap !== null && gap > 0, objective !== null]).toEqual(["ready", true, true]);
  expect(placements.filter((one) => one.status === "proposed").length).toBeGreaterThan(0);
  await page
    .getByText(/from the best|not proved/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: t.plans.acceptAll }).waitFor();
  await desk.shoot("plan-stopped");
  expect(await faultsOf(page)).toEqual([]);
});
