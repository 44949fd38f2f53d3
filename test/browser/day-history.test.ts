import { type Browser, type Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;
const names = () => clinic.patients.map(({ name }) => name);

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  await liveTheMorning();
});

/** One is booked and moved, another one booked and cancelled, and somebody walks in: six changes, one after the other. */
async function liveTheMorning(): Promise<void> {
  const moved = await book(0, "09:00");
  const cancelled = await book(1, "10:00");
  await clinic.desk.post(`/appointments/${moved}/reschedule`, { starts_at: clinic.at("11:00") });
  await clinic.desk.post(`/appointments/${cancelled}/cancel`, { reason: "Cannot come" });
  const { visit } = (await clinic.desk.post("/visits", {
    clinic_id: clinic.clinic.id,
    patient_id: clinic.patients[2]!.id,
    service_id: clinic.services[0]!.id,
    practitioner_id: clinic.practitioners[0]!.id,
  })) as unknown as { visit: { id: string } };
  await clinic.desk.post(`/visits/${visit.id}/call`, {});
}

async function book(patient: number, time: string): Promise<string> {
  const { appointment } = (await clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[patient % 2]!.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: clinic.at(time),
    booking_source: "phone",
  })) as unknown as { appointment: { id: string } };
  return appointment.id;
}

const rowOf = (page: Page, name: string) => page.getByRole("row", { name });
const sliderOf = (page: Page, language: Language = "en") =>
  page.getByRole("slider", { name: texts[language].history.slider });

test("a day is walked through change by change, and what has become of it stands beside it", async () => {
  const t = texts.en.history;
  const [first, second, third] = names() as [string, string, string];
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.getByRole("link", { name: texts.en.nav.dayHistory, exact: true }).click();
  await rowOf(page, third).getByText(texts.en.status.visit.called).waitFor();
  expect(await rowOf(page, second).getByText(texts.en.status.appointment.cancelled).count()).toBe(1);
  expect(await page.getByText(t.same).count()).toBe(3);
  await desk.shoot("day-history-now");

  await sliderOf(page).focus();
  await page.keyboard.press("Home");
  await page.getByText(t.nobodyThen).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByText("Change 1 of 6").waitFor();
  await rowOf(page, first).getByText(t.movedTo.replace("{{to}}", "")).waitFor();
  expect(await rowOf(page, first).getByRole("cell").first().innerText()).toContain("9:00");
  expect(await page.getByRole("rowheader", { name: t.later }).count()).toBe(1);

  await page.getByRole("button", { name: t.nextChange }).click();
  await page.getByText("Change 2 of 6").waitFor();
  await rowOf(page, second).getByText(texts.en.status.appointment.confirmed).waitFor();
  expect(await rowOf(page, second).getByText(texts.en.status.appointment.cancelled).count()).toBe(1);
  await desk.shoot("day-history-then");

  await page.getByRole("button", { name: t.of.replace("{{name}}", second) }).click();
  const story = page.getByRole("dialog", { name: t.of.replace("{{name}}", second) });
  await story.getByText("Cannot come").waitFor();
  expect((await story.getByRole("listitem").allInnerTexts()).map((text) => text.split("\n")[0])).toEqual([
    t.kinds.book,
    t.kinds.cancel,
  ]);
  await story.getByText(t.since, { exact: true }).waitFor();
  await desk.shoot("day-history-story");
  await page.keyboard.press("Escape");
  await story.waitFor({ state: "hidden" });

  await page.getByLabel(t.seenAt, { exact: true }).fill("07:00");
  await page.getByRole("button", { name: t.show, exact: true }).click();
  await page.getByText(t.nobodyThen).waitFor();
  await page.reload();
  await page.getByText(t.nobodyThen).waitFor();
  await page.getByRole("button", { name: t.now, exact: true }).click();
  await rowOf(page, third).getByText(texts.en.status.visit.called).waitFor();
});

test("what happens meanwhile appears by itself, and the calendar's drawer tells it too", async () => {
  const t = texts.en;
  const name = names()[3]!;
  await using desk = await openFrontDesk(browser, clinic, { path: "/day-history" });
  const { page } = desk;
  await rowOf(page, names()[0]!).waitFor();
  const id = await book(3, "12:00");
  await rowOf(page, name).getByText(t.status.appointment.confirmed).waitFor();
  await page.goto(`/calendar?appointment=${id}`);
  const told = page.getByRole("dialog").getByRole("region", { name: t.history.heading });
  await told.getByText(t.history.kinds.book).waitFor();
  await desk.shoot("day-history-drawer");
});

test("a phone in Arabic shows the same from right to left", async () => {
  const t = texts.ar.history;
  const [first, second] = names() as [string, string];
  await using desk = await openFrontDesk(browser, clinic, { language: "ar", phone: true, path: "/day-history" });
  const { page } = desk;
  await rowOf(page, first).waitFor();
  const slider = sliderOf(page, "ar");
  await slider.focus();
  await page.keyboard.press("Home");
  await page.getByText(t.nobodyThen).waitFor();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => slider.inputValue()).toBe("2");
  await rowOf(page, second).getByText(texts.ar.status.appointment.confirmed).waitFor();
  expect(await rowOf(page, second).getByText(texts.ar.status.appointment.cancelled).count()).toBe(1);
  await desk.shoot("day-history-ar");
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: t.of.replace("{{name}}", second) }).click();
  await page.getByRole("dialog").getByText("Cannot come").waitFor();
  await desk.shoot("day-history-ar-story");
  expect(await faultsOf(page)).toEqual([]);
});
