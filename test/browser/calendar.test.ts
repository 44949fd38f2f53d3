import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { card, drag, pixelsPerMinute } from "./drag.ts";
import { type FrontDesk, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

/** Books the patient at a wall time of the day; answers the appointment's id. */
async function book(patient: number, practitioner: number, time: string): Promise<string> {
  const { appointment } = (await clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[practitioner]!.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: clinic.at(time),
    booking_source: "phone",
  })) as unknown as { appointment: { id: string } };
  return appointment.id;
}

const startOf = async (id: string) => String((await clinic.desk.get(`/appointments/${id}`)).starts_at);
const instant = (text: string) => new Date(text).getTime();

async function openCalendar(): Promise<FrontDesk> {
  const desk = await openFrontDesk(browser, clinic);
  await desk.page.getByRole("link", { name: t.nav.calendar, exact: true }).click();
  return desk;
}

test("a card dragged to a free time, and to another column, moves the appointment", async () => {
  const mona = await book(0, 0, "09:20");
  await using desk = await openCalendar();
  const { page } = desk;
  await drag(page, card(page, "Mona Haddad"), 0, 40 * pixelsPerMinute);
  await page.getByText(/Mona Haddad was moved to/).waitFor();
  expect(instant(await startOf(mona))).toBe(instant(clinic.at("10:00")));

  const columns = await page
    .locator(".ec-col-head")
    .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().x));
  const headings = await page.locator(".ec-col-head").allInnerTexts();
  const here = headings.findIndex((text) => text.includes(clinic.practitioners[0]!.name));
  const there = here === 0 ? 1 : 0;
  await drag(page, card(page, "Mona Haddad"), columns[there]! - columns[here]!, 0);
  await expect
    .poll(() => clinic.desk.get(`/appointments/${mona}`))
    .toMatchObject({
      practitioner_name: headings[there]!.trim(),
      starts_at: expect.stringMatching(/.+/),
    });
  await desk.shoot("calendar-moved");
});

test("a card dragged onto a taken time is put back, and the page says why and offers other times", async () => {
  const sara = await book(4, 2, "11:00");
  await book(3, 2, "12:00");
  await using desk = await openCalendar();
  const { page } = desk;
  const before = (await card(page, "Sara Nabil").boundingBox())!;
  await drag(page, card(page, "Sara Nabil"), 0, 60 * pixelsPerMinute);

  const alert = page.getByRole("alert").filter({ hasText: "Sara Nabil was not moved" });
  await alert.getByText(t.reason.claimed).waitFor();
  await desk.shoot("calendar-put-back");
  const after = (await card(page, "Sara Nabil").boundingBox())!;
  expect(Math.abs(after.y - before.y)).toBeLessThan(2);
  expect(instant(await startOf(sara))).toBe(instant(clinic.at("11:00")));

  await alert.getByRole("button", { name: /AM|PM/ }).first().click();
  await page.getByText(/Sara Nabil was moved to/).waitFor();
  expect(instant(await startOf(sara))).not.toBe(instant(clinic.at("11:00")));
});

test("an appointment is moved and cancelled by keyboard alone, from its card", async () => {
  const yousef = await book(1, 1, "15:00");
  await using desk = await openCalendar();
  const { page } = desk;
  await card(page, "يوسف منصور").press("Enter");
  const drawer = page.getByRole("dialog", { name: t.appointment.title });
  await drawer.getByRole("button", { name: t.appointment.move }).press("Enter");
  await drawer
    .getByRole("group", { name: t.booking.parts.afternoon })
    .getByRole("button", { name: "4:00" })
    .press("Enter");
  await desk.shoot("calendar-drawer-move");
  await drawer.getByRole("button", { name: t.appointment.moveHere }).press("Enter");
  await page.getByText(/was moved to/).waitFor();
  expect(instant(await startOf(yousef))).toBe(instant(clinic.at("16:00")));
  // The drawer gives the focus back, and the grid draws the card where it stands now: only then is there something to press.
  await drawer.waitFor({ state: "detached" });
  await card(page, "يوسف منصور").filter({ hasText: "4:00" }).waitFor();

  await card(page, "يوسف منصور").press("Enter");
  await drawer.getByRole("button", { name: t.appointment.cancel }).press("Enter");
  await drawer.getByRole("textbox", { name: t.appointment.cancelReason }).fill("Travels");
  // Nobody is made late by a guess: whose wish it is has to be said.
  await drawer.getByRole("button", { name: t.appointment.cancel }).press("Enter");
  await drawer.getByText(t.field.required).waitFor();
  await drawer.getByRole("radio", { name: t.party.patient }).press("Space");
  await drawer.getByRole("button", { name: t.appointment.cancel }).press("Enter");
  await page.getByText(/The appointment of .* was cancelled/).waitFor();
  await card(page, "يوسف منصور").waitFor({ state: "detached" });
});

test("an empty place opens the wizard with practitioner, date and time", async () => {
  await using desk = await openCalendar();
  const { page } = desk;
  await page
    .locator(".ec-body .ec-day")
    .first()
    .click({ position: { x: 60, y: 26 * 4 * 3 + 4 } });
  await page.waitForURL(/\/book\?/);
  expect(new URL(page.url()).searchParams.get("time")).toBe("12:00");
});
