import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Locator, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { Desk } from "./desk.ts";
import { dragTo } from "./drag.ts";
import { type FrontDesk, type Language, openFrontDesk, texts } from "./front-desk.ts";
import { password } from "./furnish.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;
let admin: Desk;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  admin = await Desk.signIn(clinic.url, clinic.emails.admin, password);
});

/** The date of the clinic's Monday and the days after it. */
const dayAfter = (days: number) => Temporal.PlainDate.from(clinic.date).add({ days }).toString();

async function makePractitioner(name: string): Promise<string> {
  const made = await admin.post("/practitioners", { name, clinic_ids: [clinic.clinic.id] });
  return made.id;
}

interface Rule {
  weekday: number;
  start_local: string;
  end_local: string;
  priority: number;
  breaks: { label: string }[];
}

async function rulesOf(resourceId: string): Promise<string[]> {
  const { items } = (await admin.get(`/schedule-rules?resource_id=${resourceId}&limit=200`)) as unknown as {
    items: Rule[];
  };
  return items.map(({ weekday, start_local, end_local, priority, breaks }) =>
    [weekday, start_local, end_local, priority, ...breaks.map(({ label }) => label)].join(" "),
  );
}

async function openHours(resourceId: string, language: Language = "en"): Promise<FrontDesk> {
  const desk = await openFrontDesk(browser, clinic, {
    language,
    email: clinic.emails.admin,
    path: `/practitioners/${resourceId}/hours`,
  });
  await desk.page.locator(".week-column").first().waitFor();
  return desk;
}

const hourHeight = 48;
const column = (page: Page, date: string): Locator => page.locator(`[data-date="${date}"]`);

/** A point of a date's column at an hour of the day, where the week shows 8 to 18. */
async function pointAt(page: Page, date: string, hour: number): Promise<{ x: number; y: number }> {
  const box = (await column(page, date).boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + (hour - 8) * hourHeight };
}

async function save(page: Page, t: (typeof texts)["en"]): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByText(t.impact.strandsNobody).waitFor();
  await dialog.getByRole("button", { name: t.action.save, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

test("a window is drawn, moved, pulled, given a break and copied to other days", async () => {
  const t = texts.en;
  const id = await makePractitioner("Dr. Huda Naguib");
  await using desk = await openHours(id);
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const block = (name: RegExp) => page.getByRole("button", { name });
  await page.getByText(t.hours.noneHint).waitFor();

  await dragTo(page, await pointAt(page, dayAfter(1), 9.05), await pointAt(page, dayAfter(1), 11.95));
  await expect.poll(() => dialog.getByLabel(t.hours.from).first().inputValue()).toBe("09:00");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await save(page, t);
  await block(/Tuesday.*9:00.AM – 12:00.PM/).waitFor();

  await dragTo(page, await pointAt(page, dayAfter(1), 10), await pointAt(page, dayAfter(2), 11.1));
  await dialog.getByText(/Tuesday.*9:00.AM/).waitFor();
  await dialog.getByText(/Wednesday.*10:00.AM/).waitFor();
  await desk.shoot("hours-moved");
  await save(page, t);
  await block(/Wednesday.*10:00.AM – 1:00.PM/).waitFor();

  await dragTo(page, await pointAt(page, dayAfter(2), 12.95), await pointAt(page, dayAfter(2), 14.2));
  await save(page, t);
  await block(/Wednesday.*10:00.AM – 2:15.PM/).click();

  await dialog.getByRole("button", { name: t.hours.addBreak }).click();
  await dialog.getByLabel(t.hours.from).last().fill("15:00");
  await dialog.getByLabel(t.hours.to).last().fill("15:30");
  await dialog.getByRole("textbox", { name: t.hours.label }).last().fill("Tea");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await dialog.getByText(t.field.break_outside).waitFor();
  await dialog.getByLabel(t.hours.from).last().fill("12:00");
  await dialog.getByLabel(t.hours.to).last().fill("12:30");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await save(page, t);
  await block(/Wednesday.*Tea 12:00.PM – 12:30.PM/).waitFor();

  await page.getByRole("button", { name: /^Actions for Wednesday/ }).click();
  await page.getByRole("menuitem", { name: t.copy.day }).click();
  await dialog.getByRole("checkbox", { name: "Thursday" }).check();
  await dialog.getByRole("checkbox", { name: "Saturday" }).check();
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await save(page, t);
  await block(/Thursday.*Tea/).waitFor();
  await desk.shoot("hours-week");
  const window = (weekday: number) => `${weekday} 10:00 14:15 0 Tea`;
  expect((await rulesOf(id)).sort()).toEqual([3, 4, 6].map(window));
});

test("a drag is given up with Escape, and a press that does not move opens the window", async () => {
  const t = texts.en;
  await using desk = await openHours(clinic.practitioners[1]!.id);
  const { page } = desk;
  const from = await pointAt(page, dayAfter(1), 10);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y + 2 * hourHeight, { steps: 5 });
  await page.locator(".week-ghost").waitFor();
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await expect.poll(() => page.locator(".week-ghost").count()).toBe(0);
  expect(await page.getByRole("dialog").count()).toBe(0);
  await page.mouse.click(from.x, from.y);
  await page.getByRole("dialog").getByRole("button", { name: t.hours.addBreak }).waitFor();
});

test("blocking a day names the appointment that it strands before it is saved, and strands it only then", async () => {
  const t = texts.en;
  const practitioner = clinic.practitioners[0]!;
  await clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: practitioner.id,
    patient_id: clinic.patients[0]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: clinic.at("10:00"),
    booking_source: "phone",
  });
  await using desk = await openHours(practitioner.id);
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const exceptions = async () =>
    (await admin.get(`/schedule-exceptions?resource_id=${practitioner.id}`)).items as unknown[];

  await page.getByRole("button", { name: /^Actions for Monday/ }).click();
  await page.getByRole("menuitem", { name: t.exceptions.block }).click();
  await dialog.getByRole("textbox", { name: t.exceptions.reason }).fill("Congress");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  const row = dialog.getByRole("row", { name: /Mona Haddad/ });
  await row.getByText(/10:00/).waitFor();
  await row.getByText(/Consultation/).waitFor();
  await desk.shoot("hours-stranded");
  expect(await seriousFaults(page)).toEqual([]);
  expect(await exceptions()).toEqual([]);
  await dialog.getByRole("button", { name: t.action.back }).click();
  expect(await dialog.getByRole("textbox", { name: t.exceptions.reason }).inputValue()).toBe("Congress");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await dialog.getByRole("button", { name: t.impact.saveAnyway }).click();
  await page.getByRole("button", { name: /Blocked.*Monday.*Congress/ }).waitFor();
  expect(await exceptions()).toHaveLength(1);
  await desk.shoot("hours-blocked");
  const slots = page.getByRole("region", { name: t.week.slotsTitle });
  await slots.getByText(t.week.slot.booked.replace("{{number}}", "1")).waitFor();
  await slots.scrollIntoViewIfNeeded();
  await desk.shoot("hours-slots");

  await page.getByText(t.week.views.table, { exact: true }).click();
  await page
    .getByRole("row", { name: /Blocked.*Congress/ })
    .getByRole("button", { name: /^Delete/ })
    .click();
  await dialog.getByText(/Congress/).waitFor();
  await dialog.getByText(t.impact.strandsNobody).waitFor();
  await dialog.getByRole("button", { name: t.action.delete, exact: true }).click();
  await page.getByText(t.exceptions.none).waitFor();
  expect(await exceptions()).toEqual([]);
});

test("in Arabic the week runs from the right, and is copied for a season", async () => {
  const t = texts.ar as unknown as (typeof texts)["en"];
  const id = await makePractitioner("د. هدى نجيب");
  await admin.post("/schedule-rules", {
    resource_id: id,
    clinic_id: clinic.clinic.id,
    weekday: 1,
    start_local: "09:00",
    end_local: "12:00",
    slot_minutes: 20,
  });
  await using desk = await openHours(id, "ar");
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  const [monday, tuesday] = [await pointAt(page, dayAfter(0), 10), await pointAt(page, dayAfter(1), 10)];
  expect(tuesday.x).toBeLessThan(monday.x);
  await dragTo(page, monday, tuesday);
  await save(page, t);
  await page.getByRole("button", { name: /الثلاثاء.*٩:٠٠/ }).waitFor();
  expect(await rulesOf(id)).toEqual(["2 09:00 12:00 0"]);

  await page.getByRole("button", { name: t.week.more }).click();
  await page.getByRole("menuitem", { name: t.copy.week }).click();
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await dialog.getByText(t.field.dates_needed).waitFor();
  await dialog.getByRole("textbox", { name: t.hours.validFrom }).fill("08/02/2027");
  await dialog.getByRole("textbox", { name: t.hours.validTo }).fill("09/03/2027");
  await dialog.getByRole("textbox", { name: t.hours.validTo }).press("Tab");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await save(page, t);
  await expect.poll(() => rulesOf(id)).toEqual(["2 09:00 12:00 0", "2 09:00 12:00 10"]);

  await page.getByRole("button", { name: t.exceptions.open }).click();
  await dialog.getByLabel(t.exceptions.at, { exact: true }).fill("18:00");
  await dialog.getByLabel(t.exceptions.until).fill("20:00");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await save(page, t);
  await page
    .getByRole("button", { name: new RegExp(t.exceptions.look.open) })
    .first()
    .waitFor();
  await desk.shoot("hours-ar");
});
