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

type Listed = { id: string; status: string; starts_at: string; patient_id: string };

/** What the clinic has of a patient, as `status HH:MM`. */
async function appointmentsOf(patient: number): Promise<string[]> {
  const { items } = await clinic.desk.get(`/appointments?patient_id=${clinic.patients[patient]!.id}`);
  const wall = new Intl.DateTimeFormat("en-GB", { timeZone: "Africa/Cairo", timeStyle: "short" });
  return (items as Listed[]).map(({ status, starts_at }) => `${status} ${wall.format(new Date(starts_at))}`);
}

const book = (patient: number, practitioner: number, time: string) =>
  clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[practitioner]!.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: clinic.at(time),
    booking_source: "phone",
  });

/** The wizard, with the place of the calendar that was clicked, up to its last step or the one before. */
async function wizardAt(page: Page, language: Language, wish: { patient: number; practitioner: number; time: string }) {
  const t = texts[language];
  const [practitioner, patient] = [clinic.practitioners[wish.practitioner]!.id, clinic.patients[wish.patient]!.id];
  await page.goto(`/book?practitioner=${practitioner}&patient=${patient}&date=${clinic.date}&time=${wish.time}`);
  const next = () => page.getByRole("button", { name: t.action.next, exact: true }).click();
  for (let step = 0; step < 3; step++) await next();
  await page.getByRole("combobox", { name: t.booking.service }).click();
  await page.getByRole("option", { name: /Consultation/ }).click();
  return { t, next, timer: page.getByRole("timer"), confirm: page.getByRole("button", { name: t.booking.confirm }) };
}

test("a chosen time is kept; another choice and leaving let go of it", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const { t, timer } = await wizardAt(page, "en", { patient: 0, practitioner: 0, time: "09:20" });
  await page.getByText("is kept for Mona Haddad").waitFor();
  expect(await timer.innerText()).toMatch(/^(5:00|4:5\d)$/);
  expect(await appointmentsOf(0)).toEqual(["held 09:20"]);
  await expect(book(1, 0, "09:20")).rejects.toThrow("slot_taken");
  // What is kept is not called taken, and stays in the list with its neighbours.
  const morning = page.getByRole("group", { name: t.booking.parts.morning }).getByRole("button");
  await morning
    .filter({ hasText: "9:20" })
    .and(page.getByRole("button", { pressed: true }))
    .waitFor();
  expect(await page.getByText(t.booking.justTaken).count()).toBe(0);
  await desk.shoot("hold-kept");
  expect(await faultsOf(page)).toEqual([]);

  await morning.filter({ hasText: "10:00" }).click();
  await page.getByText(/10:00.*is kept for Mona Haddad/).waitFor();
  expect(await appointmentsOf(0)).toEqual(["cancelled 09:20", "held 10:00"]);
  await page.getByRole("link", { name: t.nav.queue, exact: true }).click();
  await expect.poll(() => appointmentsOf(0)).toEqual(["cancelled 09:20", "cancelled 10:00"]);
});

test.each<Language>(["en", "ar"])(
  "a hold that has run out says so, tells who took the time, and keeps what was typed (%s)",
  async (language) => {
    const [patient, time] = language === "en" ? [2, "11:00"] : [3, "15:00"];
    await using desk = await openFrontDesk(browser, clinic, { language });
    const { page } = desk;
    const { t, next, timer, confirm } = await wizardAt(page, language, { patient, practitioner: 1, time });
    await next();
    await timer.waitFor();
    await page.getByRole("textbox", { name: t.booking.notes }).fill("Speaks French");
    await page.clock.fastForward("04:30");
    await desk.shoot(`hold-last-minute-${language}`);
    await page.clock.fastForward("00:30");
    clinic.pass(5);
    const over = page.getByRole("alert").filter({ hasText: t.hold.over });
    await over.waitFor();
    expect(await confirm.getAttribute("aria-disabled")).toBe("true");
    await desk.shoot(`hold-over-${language}`);
    expect(await faultsOf(page)).toEqual([]);

    await book(4, 1, time);
    await over.getByRole("button", { name: t.hold.again }).click();
    const refused = page.getByRole("alert").filter({ hasText: t.problem.slot_taken });
    await refused.getByText(t.reason.claimed).waitFor();
    await desk.shoot(`hold-refused-${language}`);
    await refused.getByRole("button").first().click();
    await timer.waitFor();
    expect(await page.getByRole("textbox", { name: t.booking.notes }).inputValue()).toBe("Speaks French");
    await confirm.click();
    await page.getByText(t.booking.done, { exact: true }).waitFor();
    expect((await appointmentsOf(patient)).filter((one) => one.startsWith("confirmed"))).toHaveLength(1);
  },
);
