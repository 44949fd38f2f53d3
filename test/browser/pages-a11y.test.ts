import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { type Clinic, openClinic } from "./clinic.ts";
import { type Language, openFrontDesk } from "./front-desk.ts";

let clinic: Clinic;
let browser: Browser;

beforeAll(async () => {
  [clinic, browser] = await Promise.all([openClinic(), launchChromium()]);
  for (const [patient, time] of [
    [0, "09:00"],
    [1, "10:00"],
  ] as const) {
    await clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: clinic.practitioners[patient]!.id,
      patient_id: clinic.patients[patient]!.id,
      service_id: clinic.services[0]!.id,
      starts_at: clinic.at(time),
      booking_source: "phone",
    });
  }
  await clinic.desk.post("/visits", {
    clinic_id: clinic.clinic.id,
    patient_id: clinic.patients[3]!.id,
    service_id: clinic.services[1]!.id,
    practitioner_id: clinic.practitioners[0]!.id,
  });
});
afterAll(async () => {
  await browser?.close();
  await clinic?.[Symbol.asyncDispose]();
});

const pages = () => [
  "/",
  "/calendar",
  `/book?patient=${clinic.patients[0]!.id}`,
  "/queue",
  "/payments?show=all",
  "/patients?query=mona",
  `/patients/${clinic.patients[0]!.id}`,
  "/clinics",
  "/practitioners",
  `/practitioners/${clinic.practitioners[0]!.id}/hours`,
  "/services",
  "/resources",
  "/nowhere",
];

for (const [language, phone, scheme] of [
  ["en", false, "light"],
  ["ar", true, "dark"],
] as const satisfies [Language, boolean, "light" | "dark"][]) {
  const place = phone ? "phone" : "desk";
  test(`no page has a serious fault of accessibility (${language}, ${place}, ${scheme})`, async () => {
    await using desk = await openFrontDesk(browser, clinic, { language, phone, email: clinic.emails.admin });
    const { page } = desk;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const faults: string[] = [];
    for (const [index, path] of pages().entries()) {
      await page.goto(path);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => page.locator("[aria-busy=true]:visible").count(), { timeout: 15_000 }).toBe(0);
      await desk.shoot(`page-${language}-${place}-${scheme}-${index}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, impact, nodes } of violations) {
        if (impact === "serious" || impact === "critical")
          faults.push(`${path} ${id}: ${nodes[0]?.html.slice(0, 160)}`);
      }
      const [wide, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const);
      if (wide > shown) faults.push(`${path} is ${wide - shown} px wider than the screen`);
    }
    expect(faults).toEqual([]);
  });
}
