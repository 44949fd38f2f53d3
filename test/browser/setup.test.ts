import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

test("an administrator sets up a practitioner, hours with a break, slots and a service, and it can be booked", async () => {
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.admin });
  const { page } = desk;
  const field = (name: string) => page.getByRole("dialog").getByRole("textbox", { name });
  const save = () => page.getByRole("dialog").getByRole("button", { name: t.action.save }).click();
  const saved = () => page.getByText(t.state.saved).first().waitFor();

  await page.getByRole("link", { name: t.nav.practitioners, exact: true }).click();
  await page.getByRole("button", { name: t.practitioners.new }).click();
  await save();
  await page.getByText(t.field.required).waitFor();
  await field(t.record.name).fill("Dr. Huda Naguib");
  await field(t.practitioners.sharePercent).fill("62.5");
  await save();
  await saved();
  const row = page.getByRole("row", { name: /Dr. Huda Naguib/ });
  await row.getByText("62.5%").waitFor();

  await row.getByRole("link", { name: /Hours of/ }).click();
  await page.getByRole("button", { name: t.hours.new }).click();
  await page.getByRole("dialog").getByLabel(t.hours.from).first().fill("10:00");
  await page.getByRole("dialog").getByLabel(t.hours.to).first().fill("12:00");
  await page.getByRole("button", { name: t.hours.addBreak }).click();
  await page.getByRole("dialog").getByLabel(t.hours.from).last().fill("11:00");
  await page.getByRole("dialog").getByLabel(t.hours.to).last().fill("11:20");
  await field(t.hours.label).fill("Prayer");
  await desk.shoot("setup-hours");
  await page.getByRole("dialog").getByRole("button", { name: t.impact.see }).click();
  await save();
  await page.getByRole("button", { name: /Monday.*Prayer/ }).waitFor();

  await page.getByRole("button", { name: t.week.more }).click();
  await page.getByRole("menuitem", { name: t.hours.generate }).click();
  await page.getByRole("dialog").getByRole("button", { name: t.hours.generate }).click();
  await page.getByText(t.hours.generated).waitFor();
  await desk.shoot("setup-slots");
  await page.getByRole("dialog").getByRole("button", { name: t.action.cancel }).click();

  await page.getByRole("link", { name: t.nav.services, exact: true }).click();
  await page.getByRole("link", { name: t.services.new }).click();
  await page.getByRole("textbox", { name: t.record.name }).fill("Echo");
  await page.getByRole("textbox", { name: "Amount (EGP)" }).fill("1200.75");
  await page.getByRole("combobox", { name: t.nav.practitioners }).click();
  await page.getByRole("option", { name: "Dr. Huda Naguib" }).click();
  await page.getByRole("combobox", { name: t.nav.practitioners }).press("Escape");
  await desk.shoot("setup-service");
  await page.getByRole("button", { name: t.action.save }).click();
  await page.getByRole("row", { name: /Echo.*1,200\.75/ }).waitFor();

  await page.getByRole("button", { name: t.booking.new }).click();
  await page.getByRole("button", { name: t.action.next, exact: true }).click();
  await page.getByRole("radio", { name: "Dr. Huda Naguib" }).click();
  await page.getByRole("button", { name: t.action.next, exact: true }).click();
  await page.getByRole("searchbox", { name: t.patients.search }).fill("0100 123 4561");
  await page.getByRole("list", { name: t.patients.found }).getByRole("button").first().click();
  await page.getByRole("button", { name: t.action.next, exact: true }).click();
  await page.getByRole("combobox", { name: t.booking.service }).click();
  await page.getByRole("option", { name: /Echo/ }).click();
  const morning = page.getByRole("group", { name: t.booking.parts.morning }).getByRole("button");
  await morning.first().waitFor();
  expect((await morning.allInnerTexts()).map((text) => text.replace(/\s/g, " "))).toEqual([
    "10:00 AM",
    "10:20 AM",
    "10:40 AM",
    "11:20 AM",
    "11:40 AM",
  ]);
});

test("a clinic and a room are made, changed and retired", async () => {
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.admin });
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.getByRole("link", { name: t.nav.clinics, exact: true }).click();
  await page.getByRole("button", { name: t.clinics.new }).click();
  await dialog.getByRole("textbox", { name: t.record.name }).fill("Αθήνα");
  await dialog.getByRole("combobox", { name: t.clinics.timezone }).fill("Athens");
  await page.getByRole("option", { name: "Europe/Athens" }).click();
  await dialog.getByRole("combobox", { name: t.clinics.country }).fill("Gree");
  await page.getByRole("option", { name: "Greece", exact: true }).click();
  await dialog.getByLabel(t.clinics.noShowGrace).fill("30");
  await dialog.getByRole("button", { name: t.action.save }).click();
  await page.getByRole("row", { name: /Αθήνα.*Europe\/Athens/ }).waitFor();
  const { items } = (await clinic.desk.get("/clinics")) as unknown as { items: { name: string }[] };
  expect(items.find(({ name }) => name === "Αθήνα")).toMatchObject({ country: "GR", no_show_grace_minutes: 30 });
  await page.getByRole("combobox", { name: t.shell.clinic, exact: true }).click();
  await page.getByRole("option", { name: "Αθήνα" }).click();

  await page.getByRole("link", { name: t.nav.resources, exact: true }).click();
  await page.getByRole("button", { name: t.resources.new }).click();
  await dialog.getByRole("textbox", { name: t.record.name }).fill("X-ray");
  await dialog.getByRole("combobox", { name: t.resources.kind }).click();
  await page.getByRole("option", { name: t.resources.kinds.equipment }).click();
  await dialog.getByRole("button", { name: t.action.save }).click();
  const row = page.getByRole("row", { name: /X-ray/ });
  await row.getByText("Αθήνα").waitFor();
  await row.getByRole("button", { name: "Edit X-ray" }).click();
  await dialog.getByRole("combobox", { name: t.record.status }).click();
  await page.getByRole("option", { name: t.status.record.retired }).click();
  await dialog.getByRole("button", { name: t.action.save }).click();
  await row.getByText(t.status.record.retired).waitFor();
});

test("a patient's record is changed on the version that is shown, and not over somebody else's change", async () => {
  const { id } = clinic.patients[3]!;
  await using one = await openFrontDesk(browser, clinic, { path: `/patients/${id}` });
  await using other = await openFrontDesk(browser, clinic, { path: `/patients/${id}` });
  const change = async (desk: typeof one, address: string) => {
    await desk.page.getByRole("textbox", { name: t.patients.address }).fill(address);
    await desk.page.getByRole("button", { name: t.action.save }).click();
  };
  await other.page.getByRole("textbox", { name: t.patients.address }).waitFor();
  await change(one, "12 Tahrir Street");
  await one.page.getByText(t.state.saved).waitFor();
  await change(other, "1 Corniche");
  await other.page.getByRole("alert").getByText(t.problem.version_mismatch).waitFor();
  await other.shoot("patient-stale");
  await other.page.getByRole("button", { name: t.state.showNewest }).click();
  await expect
    .poll(() => other.page.getByRole("textbox", { name: t.patients.address }).inputValue())
    .toBe("12 Tahrir Street");
  expect((await clinic.desk.get(`/patients/${id}`)).address).toBe("12 Tahrir Street");
});
