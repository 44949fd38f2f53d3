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

type Texts = (typeof texts)["en"];
const named = (text: string, values: Record<string, string>) =>
  Object.entries(values).reduce((said, [name, value]) => said.replace(`{{${name}}}`, value), text);

async function book(patient: number, practitioner: number, time: string, needs_approval = false): Promise<string> {
  const { appointment } = (await clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[practitioner]!.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: clinic.at(time),
    booking_source: "online",
    needs_approval,
  })) as unknown as { appointment: { id: string } };
  return appointment.id;
}

const statusOf = async (id: string) => (await clinic.desk.get(`/appointments/${id}`)).status;
const statuses = (ids: string[]) => Promise.all(ids.map(statusOf));
const tick = (page: Page, t: Texts, patient: number) =>
  page.getByRole("checkbox", { name: named(t.bulk.select, { name: clinic.patients[patient]!.name }) }).check();

test.each<[Language, number, string]>([
  ["en", 0, "09:40"],
  ["ar", 1, "10:40"],
])(
  "requests are counted, approved with a way back, and denied together with a reason (%s)",
  async (language, who, at) => {
    const t: Texts = texts[language];
    const [hour, minute] = at.split(":");
    const ids = [await book(0, who, at, true), await book(1, who, `${Number(hour) + 1}:${minute}`, true)];
    ids.push(await book(2, who, `${Number(hour) + 4}:${minute}`, true));
    await using desk = await openFrontDesk(browser, clinic, { language });
    const { page } = desk;
    const number = (value: number) => new Intl.NumberFormat(language === "ar" ? "ar-EG" : "en").format(value);
    // Not those of sessions, whose name in the menu ends alike.
    const link = page.getByRole("link", { name: new RegExp(`^${t.nav.requests}`) });
    await link.getByText(number(3), { exact: true }).waitFor();
    await link.click();
    await desk.shoot(`requests-${language}`);

    const { name } = clinic.patients[0]!;
    await page.getByRole("button", { name: named(t.requests.of, { label: t.requests.do.confirm, name }) }).click();
    await link.getByText(number(2), { exact: true }).waitFor();
    expect(await statuses(ids)).toEqual(["confirmed", "pending", "pending"]);
    await page.getByRole("button", { name: t.undo.do, exact: true }).click();
    await link.getByText(number(3), { exact: true }).waitFor();
    expect(await statusOf(ids[0]!)).toBe("pending");

    const bar = page.getByRole("group", { name: t.bulk.label });
    expect(await bar.getByRole("button", { name: t.requests.do.cancel }).getAttribute("aria-disabled")).toBe("true");
    await tick(page, t, 1);
    await tick(page, t, 2);
    await bar.getByRole("button", { name: t.requests.do.cancel }).click();
    const dialog = page.getByRole("dialog", { name: t.requests.do.cancel });
    await dialog.getByRole("textbox", { name: t.appointment.cancelReason }).fill("No room");
    await desk.shoot(`requests-deny-${language}`);
    await dialog.getByRole("button", { name: t.requests.do.cancel }).click();
    await link.getByText(number(1), { exact: true }).waitFor();
    expect(await statuses(ids)).toEqual(["pending", "cancelled", "cancelled"]);
    expect(await clinic.desk.get(`/appointments/${ids[1]}`)).toMatchObject({
      cancellation_reason: "No room",
      cancelled_for: "clinic",
      cancelled_late: false,
    });
    await clinic.desk.post(`/appointments/${ids[0]}/cancel`, {});
  },
);

test.each<[Language, number, [string, string, string]]>([
  ["en", 120, ["09:00", "09:20", "16:00"]],
  ["ar", 60, ["10:20", "10:40", "16:20"]],
])(
  "who did not come is noted for many at once; who may still come is named, and all is undone (%s)",
  async (language, minutes, [first, second, later]) => {
    const t: Texts = texts[language];
    const ids = [await book(0, 0, first), await book(1, 1, second), await book(2, 2, later)];
    clinic.pass(minutes);
    await using desk = await openFrontDesk(browser, clinic, { language });
    const { page } = desk;
    await page.getByRole("link", { name: t.nav.appointments }).click();
    await page.getByRole("combobox", { name: t.appointments.columns.status }).click();
    await page.getByRole("option", { name: t.status.appointment.confirmed }).click();
    await page.waitForURL(/status=confirmed/);
    await page.getByRole("checkbox", { name: t.bulk.selectAll }).check();
    const bar = page.getByRole("group", { name: t.bulk.label });
    await bar.getByRole("button", { name: t.appointment.do.no_show }).click();
    const refused = page.getByRole("alert").filter({ hasText: clinic.patients[2]!.name });
    await refused.getByText(t.problem.not_yet).waitFor();
    await desk.shoot(`appointments-no-show-${language}`);
    expect(await statuses(ids)).toEqual(["no_show", "no_show", "confirmed"]);
    await page.getByRole("button", { name: t.undo.do, exact: true }).click();
    await page.getByText(t.undo.done, { exact: true }).waitFor();
    expect(await statuses(ids)).toEqual(["confirmed", "confirmed", "confirmed"]);

    // The start has gone by: who calls now and wants it cancelled is late.
    await refused.getByRole("button", { name: t.action.close }).click();
    await page.getByRole("checkbox", { name: t.bulk.selectAll }).uncheck();
    await tick(page, t, 0);
    await bar.getByRole("button", { name: t.appointment.cancelMany }).click();
    const dialog = page.getByRole("dialog", { name: t.appointment.cancelMany });
    await dialog.getByRole("radio", { name: t.party.patient }).check();
    await dialog.getByRole("button", { name: t.appointment.cancelMany }).click();
    await dialog.waitFor({ state: "detached" });
    await page.goto(`/appointments?status=cancelled`);
    const row = page
      .getByRole("row", { name: new RegExp(clinic.patients[0]!.name) })
      .filter({ hasText: t.appointment.late });
    await row.first().waitFor();
    await desk.shoot(`appointments-late-${language}`);
    await Promise.all(ids.slice(1).map((id) => clinic.desk.post(`/appointments/${id}/cancel`, {})));
  },
);

test("a cancellation is undone from its notification; where somebody else has the time, the page says so", async () => {
  const t = texts.en;
  const id = await book(3, 0, "14:00");
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const cancel = async () => {
    await page.goto(`/calendar?date=${clinic.date}&appointment=${id}`);
    const drawer = page.getByRole("dialog", { name: t.appointment.title });
    await drawer.getByRole("button", { name: t.appointment.cancel }).click();
    await drawer.getByRole("radio", { name: t.party.patient }).check();
    await drawer.getByRole("button", { name: t.appointment.cancel }).click();
    await page.getByText(/The appointment of Omar Fathy was cancelled/).waitFor();
  };
  await cancel();
  await desk.shoot("undo-offered");
  await page.getByRole("button", { name: t.undo.do, exact: true }).click();
  await page.getByRole("button", { name: /Omar Fathy/ }).waitFor();
  expect(await statusOf(id)).toBe("confirmed");

  await cancel();
  await book(4, 0, "14:00");
  await page.getByRole("button", { name: t.undo.do, exact: true }).click();
  const refused = page.getByRole("alert").filter({ hasText: t.undo.refused });
  await refused.getByText(t.reason.claimed).waitFor();
  await desk.shoot("undo-refused");
  expect(await statusOf(id)).toBe("cancelled");
});
