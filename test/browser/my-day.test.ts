import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";
import { walkIn } from "./the-queue.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  await clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[0]!.id,
    patient_id: clinic.patients[2]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: clinic.at("15:00"),
    booking_source: "phone",
  });
  await walkIn(clinic, { patient: 0, practitioner: 0 });
  await walkIn(clinic, { patient: 1, practitioner: 0 });
  await walkIn(clinic, { patient: 3, practitioner: 1 });
});

test("a doctor calls, starts, finishes and calls the next one, and sees who is left", async () => {
  const [first, second] = [clinic.patients[0]!.name, clinic.patients[1]!.name];
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.doctor });
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.myDay, exact: true }).click();
  const part = (name: string) => page.getByRole("region", { name, exact: true });
  await part(t.myDay.later).getByRole("listitem", { name: clinic.patients[2]!.name }).waitFor();
  expect(await part(t.myDay.next).getByRole("listitem").count()).toBe(2);
  await page.getByRole("button", { name: t.queue.callNext, exact: true }).click();
  const now = part(t.myDay.now);
  await now.getByRole("listitem", { name: first }).getByRole("button", { name: t.move.start, exact: true }).click();
  await now.getByRole("button", { name: t.medicalNotes.title }).click();
  await now.getByText(t.medicalNotes.none).waitFor();
  await desk.shoot("my-day");
  await now.getByRole("button", { name: t.myDay.finishAndNext, exact: true }).click();
  await now.getByRole("listitem", { name: second }).getByRole("button", { name: t.move.start, exact: true }).waitFor();
  await page.getByText("1 done").waitFor();
  await part(t.myDay.next).getByText(t.dashboard.nobodyWaits).waitFor();
  expect(await now.getByRole("listitem", { name: first }).count()).toBe(0);
});

test("my day can be used in Arabic, in the dark, on a phone", async () => {
  await walkIn(clinic, { patient: 4, practitioner: 0 });
  await using desk = await openFrontDesk(browser, clinic, {
    email: clinic.emails.doctor,
    language: "ar",
    phone: true,
    look: { colorScheme: "dark", reducedMotion: "reduce" },
    path: "/my-day",
  });
  const { page } = desk;
  await page.getByRole("listitem", { name: clinic.patients[4]!.name }).waitFor();
  await desk.shoot("my-day-ar-phone");
  expect(await faultsOf(page)).toEqual([]);
});
