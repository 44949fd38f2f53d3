import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

/** Goes through the wizard to the times of a consultation with the first practitioner. */
async function chooseTime(page: Page, language: Language, date: string): Promise<void> {
  const t = texts[language];
  const [practitioner] = clinic.practitioners;
  await page.goto(`/book?practitioner=${practitioner!.id}&date=${date}`);
  const next = () => page.getByRole("button", { name: t.action.next, exact: true }).click();
  await next();
  await next();
  await page.getByRole("searchbox").or(page.getByRole("textbox")).first().fill("Omar");
  await page.getByText("Omar Fathy").click();
  await next();
  await page.getByRole("combobox", { name: t.booking.service }).click();
  await page.getByRole("option", { name: /Consultation/ }).click();
}

async function ask(page: Page, language: Language, time: string): Promise<string> {
  const t = texts[language];
  const field = page.getByLabel(t.whyNot.askTime, { exact: true });
  if (!(await field.isVisible())) await page.getByRole("button", { name: t.whyNot.ask }).click();
  await field.fill(time);
  await page.getByRole("button", { name: t.whyNot.askButton }).click();
  const answer = page.getByRole("status").filter({ hasText: /[?؟;]|free|متاح|ελεύθερη|list|القائمة|λίστα/ });
  await answer.waitFor();
  return await answer.innerText();
}

/** Directions are kept apart by invisible marks, which nobody reads. */
const seen = (text: string) => text.replace(/[\u2066-\u2069\u200e\u200f]/g, "");

const languages: Language[] = ["en", "ar", "el"];

test.each(languages)(
  "a receptionist asks why not 13:10, and reads an answer that a person understands (%s)",
  async (language) => {
    const t = texts[language];
    await using desk = await openFrontDesk(browser, clinic, { language });
    const { page } = desk;
    await chooseTime(page, language, clinic.date);
    const answer = seen(await ask(page, language, "13:10"));
    await desk.shoot(`why-not-${language}`);
    expect(answer).toContain(clinic.practitioners[0]!.name);
    expect(answer).toContain(t.reason_labelled.break.replace("{{label}}", "Lunch"));
    expect(answer).toContain(t.whyNot.helps);
    // Pressing the later start, after lunch, takes it.
    await page.getByRole("button", { name: new RegExp(t.whyNot.later_start.split("{{")[0]!) }).click();
    const afternoon = page.getByRole("group", { name: t.booking.parts.afternoon });
    await afternoon.getByRole("button", { pressed: true }).waitFor();
    await page.getByRole("timer").waitFor();
  },
);

test("a booked time names no patient, a time between slots can be taken, and another time of the patient is told", async () => {
  const [doctor, , third] = clinic.practitioners;
  const book = (practitioner: string, time: string, patient: string) =>
    clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: practitioner,
      patient_id: patient,
      service_id: clinic.services[0]!.id,
      starts_at: clinic.at(time),
      booking_source: "phone",
    });
  await book(doctor!.id, "10:20", clinic.patients[0]!.id);
  const omar = clinic.patients.find(({ name }) => name === "Omar Fathy")!;
  await book(third!.id, "15:00", omar.id);
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const t = texts.en;
  await chooseTime(page, "en", clinic.date);
  const taken = seen(await ask(page, "en", "10:20"));
  expect(taken).toContain(t.reason.claimed);
  expect(taken).not.toContain("Mona");
  expect(seen(await ask(page, "en", "15:10"))).toContain(t.reason.patient_busy);
  expect(seen(await ask(page, "en", "11:07"))).toContain("can be booked");
  await page.getByRole("button", { name: /Take 11:07/ }).click();
  await page.getByRole("button", { name: t.action.next, exact: true }).click();
  await page.getByText(/11:07/).filter({ visible: true }).first().waitFor();
  expect(await page.getByText(t.booking.justTaken).count()).toBe(0);
});

test("a click on closed time of the calendar answers why, for a service", async () => {
  await using desk = await openFrontDesk(browser, clinic, { path: `/calendar?date=${clinic.date}` });
  const { page } = desk;
  const lunch = page.locator(".ec-bg-event.blocked").first();
  await lunch.scrollIntoViewIfNeeded();
  const box = (await lunch.boundingBox())!;
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const drawer = page.getByRole("dialog");
  await drawer
    .getByRole("textbox", { name: texts.en.whyNot.forService })
    .or(drawer.getByRole("combobox"))
    .first()
    .waitFor();
  await drawer.getByText(/Lunch/).waitFor();
  await desk.shoot("why-not-calendar");
  // The reason is asked for where the patient is known: in the wizard.
  await drawer.getByRole("button", { name: texts.en.waive.book.anyway }).click();
  await page.waitForURL(/\/book\?/);
  expect(new URL(page.url()).searchParams.get("time")).toMatch(/^13:\d\d$/);
});
