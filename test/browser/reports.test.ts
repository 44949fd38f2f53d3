import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";
import { walkIn } from "./the-queue.ts";

/** Each page is loaded anew and looked through as a whole. */
const manyPagesMs = 240_000;

let clinic: Clinic;
let browser: Browser;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  const book = (patient: number, practitioner: number, time: string) =>
    clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: clinic.practitioners[practitioner]!.id,
      patient_id: clinic.patients[patient]!.id,
      service_id: clinic.services[patient % 2]!.id,
      starts_at: clinic.at(time),
      booking_source: "phone",
    }) as unknown as Promise<{ appointment: { id: string } }>;
  const missed = await book(0, 0, "09:00");
  for (const patient of [1, 2, 3]) {
    const { appointment } = await book(patient, patient - 1, `${9 + patient}:00`);
    await clinic.desk.post(`/appointments/${appointment.id}/check-in`, {});
  }
  const visits = [
    await walkIn(clinic, { patient: 1, practitioner: 0 }),
    await walkIn(clinic, { patient: 2, practitioner: 1, service: 1 }),
  ];
  for (const { id } of visits) {
    clinic.pass(35);
    for (const move of ["call", "start"]) await clinic.desk.post(`/visits/${id}/${move}`, {});
    clinic.pass(10);
    await clinic.desk.post(`/visits/${id}/finish`, {});
  }
  await clinic.desk.post(`/appointments/${missed.appointment.id}/no-show`, {});
});

test("the figures behind a chart are read in a table and taken along as a file", async () => {
  const t = texts.en;
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.admin });
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.reports, exact: true }).click();
  await page.getByRole("group", { name: t.reports.columns.visits }).getByText("2", { exact: true }).waitFor();
  const table = page.getByRole("table", { name: t.reports.byService });
  await table.getByRole("row", { name: "Consultation" }).getByRole("cell", { name: "35 min" }).first().waitFor();
  await page.getByRole("img", { name: t.reports.chart.replace("{{title}}", t.reports.byService) }).waitFor();

  await page.getByText(t.reports.kinds.noShows, { exact: true }).click();
  const weekdays = page.getByRole("region", { name: t.reports.byWeekday, exact: true }).first();
  await weekdays.getByRole("row", { name: "Monday" }).getByRole("cell", { name: "25%" }).waitFor();
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    weekdays.getByRole("button", { name: t.reports.download }).click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  expect(text.split("\r\n").slice(0, 2)).toEqual(["\uFEFFWeekday,Appointments,Did not come,Share", "Monday,4,1,0.25"]);

  await page.getByText(t.reports.kinds.utilization, { exact: true }).click();
  await page
    .getByRole("table", { name: t.reports.byResource })
    .getByRole("row", { name: "Dr. Layla Hassan" })
    .waitFor();
  expect(new URL(page.url()).searchParams.get("report")).toBe("utilization");
});

for (const [language, phone, scheme] of [
  ["en", false, "light"],
  ["ar", false, "dark"],
  ["ar", true, "light"],
] as const satisfies [Language, boolean, "light" | "dark"][]) {
  const place = phone ? "phone" : "desk";
  test(`reports can be read (${language}, ${place}, ${scheme})`, { timeout: manyPagesMs }, async () => {
    await using desk = await openFrontDesk(browser, clinic, {
      language,
      phone,
      email: clinic.emails.admin,
      look: { colorScheme: scheme, reducedMotion: "reduce" },
    });
    const { page } = desk;
    for (const report of ["waiting", "noShows", "utilization"]) {
      await page.goto(`/reports?report=${report}&from=${clinic.date}&to=${clinic.date}`);
      await page.getByRole("table").first().waitFor();
      await page.locator("svg text").first().waitFor();
      await desk.shoot(`report-${report}-${language}-${place}-${scheme}`);
      expect(await faultsOf(page)).toEqual([]);
    }
  });
}
