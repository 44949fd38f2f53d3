import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { counterText, type Language, openFrontDesk, texts, waitForCounter } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

const bookings: { language: Language; patient: string; number: (value: number) => string }[] = [
  { language: "en", patient: "Fatima Zahra", number: String },
  { language: "ar", patient: "فاطمة الزهراء", number: (value) => new Intl.NumberFormat("ar-EG").format(value) },
];

for (const { language, patient, number } of bookings) {
  test(`a new patient is booked in five steps (${language}) while another browser's dashboard moves by itself`, async () => {
    const t = texts[language];
    await using watcher = await openFrontDesk(browser, clinic, { language });
    await using writer = await openFrontDesk(browser, clinic, { language });
    const before = Number(toLatin(await counterText(watcher.page, t.dashboard.appointments)));

    const { page } = writer;
    expect(await page.evaluate(() => document.documentElement.dir)).toBe(language === "ar" ? "rtl" : "ltr");
    await page.getByRole("button", { name: t.booking.new }).click();
    await next(page, language);

    expect(await page.getByRole("button", { name: t.action.next }).isDisabled()).toBe(true);
    await page.getByText(t.booking.missing.practitioner).waitFor();
    await page.getByRole("radio", { name: clinic.practitioners[0]!.name }).click();
    await next(page, language);

    await page.getByRole("button", { name: t.patients.new }).click();
    await page.getByRole("textbox", { name: t.patients.name }).fill(patient);
    await page.getByRole("textbox", { name: t.patients.phone }).fill(`010 555 ${language === "ar" ? "0001" : "0002"}9`);
    await writer.shoot(`wizard-${language}-patient`);
    await page.getByRole("button", { name: t.patients.save }).click();
    await page.getByText(patient).waitFor();
    await next(page, language);

    await page.getByRole("combobox", { name: t.booking.service }).click();
    await page.getByRole("option", { name: /Consultation/ }).click();
    await page.getByRole("group", { name: t.booking.parts.morning }).getByRole("button").nth(2).click();
    await writer.shoot(`wizard-${language}-time`);
    await next(page, language);

    await page.getByRole("textbox", { name: t.booking.notes }).fill("Brings old films");
    await writer.shoot(`wizard-${language}-confirm`);
    await page.getByRole("button", { name: t.booking.confirm }).click();
    await page.getByText(t.booking.done, { exact: true }).waitFor();
    expect(await page.getByText(t.booking.bookingId).innerText()).toMatch(/[0-9A-Z-]{4,}/);
    await writer.shoot(`wizard-${language}-done`);

    await waitForCounter(watcher.page, t.dashboard.appointments, number(before + 1));
    await watcher.shoot(`dashboard-${language}-moved`);
  });
}

async function next(page: Page, language: Language): Promise<void> {
  await page.getByRole("button", { name: texts[language].action.next, exact: true }).click();
}

const toLatin = (text: string) => text.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
