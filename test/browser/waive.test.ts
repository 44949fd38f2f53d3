import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { card, drag, pixelsPerMinute } from "./drag.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

type Texts = (typeof texts)["en"];
interface Known {
  id: string;
  starts_at: string;
  status: string;
  waived: { rule: string; reason: string }[] | null;
}

async function appointmentOf(patient: number): Promise<Known> {
  const path = `/appointments?patient_id=${clinic.patients[patient]!.id}&status=confirmed`;
  const { items } = (await clinic.desk.get(path)) as unknown as { items: Known[] };
  return items.at(-1)!;
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

/** Goes through the wizard to a time that is not free, where the page explains itself. */
async function wish(page: Page, t: Texts, wanted: { patient: number; practitioner: number; time: string }) {
  const [practitioner, patient] = [clinic.practitioners[wanted.practitioner]!.id, clinic.patients[wanted.patient]!.id];
  await page.goto(`/book?practitioner=${practitioner}&patient=${patient}&date=${clinic.date}&time=${wanted.time}`);
  const next = () => page.getByRole("button", { name: t.action.next, exact: true }).click();
  for (let step = 0; step < 3; step++) await next();
  await page.getByRole("combobox", { name: t.booking.service }).click();
  await page.getByRole("option", { name: /Consultation/ }).click();
  return next;
}

async function giveReason(page: Page, t: Texts, what: "book" | "move", title: string, reason: string): Promise<void> {
  const dialog = page.getByRole("dialog", { name: title, exact: true });
  await dialog.getByRole("button", { name: t.waive[what].do }).click();
  await dialog.getByText(t.field.required).waitFor();
  await dialog.getByRole("textbox", { name: t.waive.reason }).fill(reason);
  await dialog.getByRole("button", { name: t.waive[what].do }).click();
  await dialog.waitFor({ state: "detached" });
}

test.each<Language>(["en", "ar"])(
  "a break is booked anyway, with a reason, and the appointment says so (%s)",
  async (language) => {
    const t: Texts = texts[language];
    const [patient, practitioner] = language === "en" ? [0, 0] : [1, 1];
    await using desk = await openFrontDesk(browser, clinic, { language });
    const { page } = desk;
    const next = await wish(page, t, { patient, practitioner, time: "13:00" });
    await page.getByRole("button", { name: t.waive.book.anyway }).click();
    await page.getByRole("dialog").getByText(t.waive.rules.break).waitFor();
    await desk.shoot(`waive-break-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await giveReason(page, t, "book", t.waive.book.anywayTitle, "Urgent");
    await page.getByRole("timer").waitFor();
    await next();
    await page.getByRole("button", { name: t.booking.confirm }).click();
    await page.getByText(t.booking.done, { exact: true }).waitFor();
    const { id, waived } = await appointmentOf(patient);
    expect(waived).toEqual([{ rule: "break", reason: "Urgent" }]);

    await page.goto(`/calendar?date=${clinic.date}&appointment=${id}`);
    const drawer = page.getByRole("dialog");
    await drawer.getByText(t.waive.was).waitFor();
    await drawer.getByText("Urgent").waitFor();
    await desk.shoot(`waive-drawer-${language}`);
    await page.keyboard.press("Escape");
    await card(page, clinic.patients[patient]!.name).getByText(t.waive.exception).waitFor();
  },
);

test("somebody is added beside another booking, marked as such", async () => {
  const t = texts.en;
  await book(2, 2, "10:00");
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const next = await wish(page, t, { patient: 3, practitioner: 2, time: "10:00" });
  await page.getByRole("button", { name: t.waive.book.overbook }).click();
  await page.getByRole("dialog").getByText(t.waive.beside).waitFor();
  await desk.shoot("waive-overbook");
  await giveReason(page, t, "book", t.waive.book.overbookTitle, "Her mother");
  await page.getByRole("timer").waitFor();
  await next();
  await page.getByRole("button", { name: t.booking.confirm }).click();
  await page.getByText(t.booking.done, { exact: true }).waitFor();
  expect((await appointmentOf(3)).waived).toEqual([{ rule: "claimed", reason: "Her mother" }]);
  await page.goto(`/calendar?date=${clinic.date}`);
  await card(page, "Omar Fathy").getByText(t.waive.overbooked).waitFor();
  await desk.shoot("waive-overbooked-card");
});

test("a refused drop is made nevertheless, and undone", async () => {
  const t = texts.en;
  await book(2, 0, "15:00");
  await book(4, 0, "16:00");
  await using desk = await openFrontDesk(browser, clinic, { path: `/calendar?date=${clinic.date}` });
  const { page } = desk;
  await drag(page, card(page, "Sara Nabil"), 0, -60 * pixelsPerMinute);
  const refused = page.getByRole("alert").filter({ hasText: "Sara Nabil was not moved" });
  await refused.getByText(t.reason.claimed).waitFor();
  await refused.getByRole("button", { name: t.waive.move.overbook }).click();
  await giveReason(page, t, "move", t.waive.move.overbookTitle, "Short");
  await page.getByText(/Sara Nabil was moved to/).waitFor();
  await card(page, "Sara Nabil").getByText(t.waive.overbooked).waitFor();
  await desk.shoot("waive-dropped");
  const at = async () => new Date((await appointmentOf(4)).starts_at).getTime();
  expect(await at()).toBe(new Date(clinic.at("15:00")).getTime());
  await page.getByRole("button", { name: t.undo.do, exact: true }).click();
  await page.getByText(t.undo.done, { exact: true }).waitFor();
  expect(await at()).toBe(new Date(clinic.at("16:00")).getTime());
});
