import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;
openForTests((opened) => {
  ({ clinic, browser } = opened);
});

/** One person twice: in Arabic with a birth date, and as somebody heard the name, who has been here. */
let persons = 0;
async function twice() {
  const phone = `+2010123456${String(++persons).padStart(2, "0")}`;
  const known = await clinic.desk.post("/patients", {
    name: "محمد عبد الرحمن السيد",
    phone,
    birth_date: "1980-05-04",
    gender: "male",
    notes: "يفضّل الصباح",
  });
  const heard = await clinic.desk.post("/patients", {
    name: "Mohammed Abdel Rahman Elsayed",
    phone,
    phone_is_own: false,
    address: "3 Nile Street",
    notes: "Comes with his son",
  });
  await clinic.desk.post("/visits", {
    clinic_id: clinic.clinic.id,
    patient_id: heard.id,
    service_id: clinic.services[1]!.id,
    practitioner_id: clinic.practitioners[0]!.id,
  });
  return { known, heard };
}

const settled = async (page: Page) => {
  await page.getByRole("heading", { level: 1 }).waitFor();
  await expect.poll(() => page.locator("[aria-busy=true]:visible").count(), { timeout: 15_000 }).toBe(0);
};

for (const [language, phone, scheme] of [
  ["en", false, "light"],
  ["ar", true, "dark"],
  ["el", false, "dark"],
] as const satisfies [Language, boolean, "light" | "dark"][]) {
  test(`two records are compared, merged and parted again (${language}, ${scheme})`, async () => {
    const t = texts[language];
    const { known, heard } = await twice();
    await using desk = await openFrontDesk(browser, clinic, {
      language,
      phone,
      look: { colorScheme: scheme, reducedMotion: "reduce" },
      path: `/patients/${heard.id}`,
    });
    const { page } = desk;
    const picture = (name: string) => desk.shoot(`patient-${name}-${language}-${scheme}`);
    await settled(page);
    const compare = page.getByRole("button", {
      name: t.merging.compareWith.replace("{{name}}", "محمد عبد الرحمن السيد"),
    });
    await compare.waitFor();
    await picture("record");
    expect(await faultsOf(page)).toEqual([]);

    await compare.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: t.merging.merge, exact: true }).waitFor();
    await picture("compare");
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByLabel(t.merging.reason).fill("Twice");
    await dialog.getByRole("button", { name: t.merging.merge, exact: true }).press("Enter");

    await page.waitForURL(`**/patients/${known.id}`);
    await page.getByRole("button", { name: t.merging.undo }).waitFor();
    await expect.poll(() => page.getByLabel(t.patients.address).inputValue()).toBe("3 Nile Street");
    await picture("merged");
    await page.getByRole("tab", { name: t.patientRecord.parts.visits }).click();
    await page.getByText(clinic.services[1]!.name).first().waitFor();
    await picture("visits");
    await page.getByRole("tab", { name: t.patientRecord.parts.payments }).click();
    await settled(page);
    await picture("payments");
    expect(await faultsOf(page)).toEqual([]);
    expect(await page.getByRole("tab", { name: t.patientRecord.parts.notes }).count()).toBe(0);

    await page.goto(`/patients/${heard.id}`);
    await page.getByText(t.merging.wasMerged, { exact: true }).waitFor();
    await picture("away");
    await page.getByRole("link", { name: t.merging.openKept.replace("{{name}}", "محمد عبد الرحمن السيد") }).click();
    await page.getByRole("button", { name: t.merging.undo }).click();
    await page.getByText(t.merging.undone.replace("{{name}}", "Mohammed Abdel Rahman Elsayed")).waitFor();
    await page.goto(`/patients/${heard.id}`);
    await expect.poll(() => page.getByLabel(t.patients.address).inputValue()).toBe("3 Nile Street");
  });
}

test("the list of the organization leads to the same comparison", async () => {
  const t = texts.en;
  await twice();
  await using desk = await openFrontDesk(browser, clinic, { path: "/patients" });
  const { page } = desk;
  await page.getByRole("link", { name: t.merging.duplicates }).click();
  await settled(page);
  await page
    .getByRole("button", { name: /^Compare .+ and .+/ })
    .first()
    .waitFor();
  await desk.shoot("patient-duplicates");
  expect(await faultsOf(page)).toEqual([]);
  await page
    .getByRole("button", { name: /^Compare .+ and .+/ })
    .first()
    .click();
  await page.getByRole("dialog").getByText(t.merging.whichKept).waitFor();
});

test("a doctor writes a medical note and corrects it", async () => {
  const t = texts.en;
  const { known } = await twice();
  await using desk = await openFrontDesk(browser, clinic, {
    email: clinic.emails.doctor,
    path: `/patients/${known.id}?show=notes`,
  });
  const { page } = desk;
  await page.getByLabel(t.medicalNotes.new).fill("Allergic to penicilin");
  await page.getByRole("button", { name: t.medicalNotes.write }).click();
  await page.getByRole("button", { name: t.medicalNotes.correct, exact: true }).click();
  await page.getByLabel(t.medicalNotes.correctionOf, { exact: true }).fill("Allergic to penicillin");
  await page.getByRole("button", { name: t.medicalNotes.write }).click();
  await page.getByText("Allergic to penicillin", { exact: true }).first().waitFor();
  await page.getByText(t.medicalNotes.corrected, { exact: true }).waitFor();
  await desk.shoot("patient-notes");
  expect(await faultsOf(page)).toEqual([]);
});
