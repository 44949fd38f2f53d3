import type { Browser } from "playwright-core";
import { test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts, waitForCounter } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

const book = (patient: number, time: string) =>
  clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[0]!.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: clinic.at(time),
    booking_source: "online",
  });

test("what happens while the connection is broken is shown as soon as it is back", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const indicator = page.getByRole("status");
  await book(0, "10:00");
  await waitForCounter(page, t.dashboard.appointments, "1");

  const restore = await desk.cutOff();
  await indicator.filter({ hasText: t.connection.reconnecting }).waitFor();
  await book(1, "11:00");
  await restore();
  await indicator.filter({ hasText: t.connection.live }).waitFor();
  await waitForCounter(page, t.dashboard.appointments, "2");
  await book(2, "12:00");
  await waitForCounter(page, t.dashboard.appointments, "3");
});
