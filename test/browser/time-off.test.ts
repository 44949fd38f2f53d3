import type { Browser, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { Desk } from "./desk.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { password } from "./furnish.ts";
import { openForTests } from "./open-for-tests.ts";

type Texts = (typeof texts)["en"];

let clinic: Clinic;
let browser: Browser;
let admin: Desk;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  admin = await Desk.signIn(clinic.url, clinic.emails.admin, password);
});

/** The date of the clinic's Monday and the days after it. */
const dayAfter = (days: number) => Temporal.PlainDate.from(clinic.date).add({ days });
const typed = (date: Temporal.PlainDate) => date.toString().split("-").toReversed().join("/");

const book = (practitioner: number, patient: number, date: Temporal.PlainDate) =>
  clinic.desk.post("/appointments", {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[practitioner]!.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    starts_at: date.toZonedDateTime({ timeZone: clinic.clinic.timezone, plainTime: "10:00" }).toInstant().toString(),
    booking_source: "phone",
  });

async function fillDays(page: Page, t: Texts, from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<void> {
  const dialog = page.getByRole("dialog");
  for (const [label, date] of [
    [t.exceptions.firstDay, from],
    [t.exceptions.lastDay, to],
  ] as const) {
    await dialog.getByRole("textbox", { name: label }).fill(typed(date));
    await dialog.getByRole("textbox", { name: label }).press("Tab");
  }
}

test("a doctor asks, an administrator sees whom it strands and approves, and the calendar shows it", async () => {
  const t = texts.en;
  const [doctor, other] = clinic.practitioners;
  const [from, to] = [dayAfter(1), dayAfter(2)];
  await book(0, 0, from);
  await admin.post("/time-off-requests", { resource_id: other!.id, from: dayAfter(3), to: dayAfter(4) });
  const requests = async () => (await admin.get("/time-off-requests")).items as { status: string }[];

  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.doctor, path: "/time-off" });
  await desk.page.getByText(t.timeOff.none).waitFor();
  expect(await desk.page.getByText(other!.name).count()).toBe(0);
  await desk.page.getByRole("button", { name: t.timeOff.ask }).click();
  await fillDays(desk.page, t, from, to);
  const form = desk.page.getByRole("dialog");
  await form.getByRole("textbox", { name: t.exceptions.reason }).fill("Wedding");
  await desk.shoot("time-off-asked");
  await form.getByRole("button", { name: t.timeOff.ask }).click();
  const own = desk.page.getByRole("row", { name: new RegExp(`${doctor!.name}.*Wedding.*${t.status.timeOff.pending}`) });
  await own.waitFor();
  expect(await own.getByRole("button").count()).toBe(0);

  await using office = await openFrontDesk(browser, clinic, { email: clinic.emails.admin, path: "/time-off" });
  const { page } = office;
  const dialog = page.getByRole("dialog");
  await page.getByRole("row", { name: new RegExp(other!.name) }).waitFor();
  await page.getByRole("button", { name: `${t.timeOff.approve}: ${doctor!.name}` }).click();
  const row = dialog.getByRole("row", { name: /Mona Haddad/ });
  await row.getByText(/10:00/).waitFor();
  await office.shoot("time-off-stranded");
  expect((await requests()).map(({ status }) => status)).toEqual(["pending", "pending"]);
  await dialog.getByRole("textbox", { name: t.timeOff.notes }).fill("Enjoy it");
  await dialog.getByRole("button", { name: t.impact.approveAnyway }).click();
  await dialog.getByText(t.hours.stranded_one.replace("{{number}}", "1")).waitFor();
  expect((await requests()).map(({ status }) => status).sort()).toEqual(["approved", "pending"]);
  const opening = office.context.waitForEvent("page");
  await row.getByRole("link", { name: /10:00/ }).click();
  const calendar = await opening;
  await calendar.getByRole("dialog").getByText("Mona Haddad").first().waitFor();
  await calendar.keyboard.press("Escape");
  await calendar.locator(".blocked-label", { hasText: t.calendar.closure.time_off }).first().waitFor();
  await calendar.close();

  await dialog.getByRole("button", { name: t.action.close, exact: true }).last().click();
  await page
    .getByRole("row", { name: new RegExp(`${doctor!.name}.*${t.status.timeOff.approved} ?Enjoy it`) })
    .waitFor();
  await page.getByRole("button", { name: `${t.timeOff.deny}: ${other!.name}` }).click();
  await dialog.getByRole("textbox", { name: t.timeOff.notes }).fill("Too few of us");
  await dialog.getByRole("button", { name: t.timeOff.deny }).click();
  await page.getByRole("row", { name: new RegExp(`${other!.name}.*Too few of us`) }).waitFor();
  await office.shoot("time-off-list");
  await page.getByText(t.status.timeOff.denied, { exact: true }).first().click();
  await expect.poll(() => page.getByRole("row", { name: new RegExp(doctor!.name) }).count()).toBe(0);
});

test("in Arabic, hours off are asked for somebody, approved and taken back", async () => {
  const t = texts.ar as unknown as Texts;
  const { name } = clinic.practitioners[2]!;
  await using desk = await openFrontDesk(browser, clinic, {
    language: "ar",
    email: clinic.emails.admin,
    path: "/time-off",
  });
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: t.timeOff.ask }).click();
  await dialog.getByRole("button", { name: t.timeOff.ask }).click();
  await dialog.getByText(t.field.required).first().waitFor();
  await dialog.getByRole("combobox", { name: t.timeOff.who }).click();
  await page.getByRole("option", { name }).click();
  await dialog.getByRole("switch", { name: t.exceptions.wholeDays }).uncheck();
  await dialog.getByLabel(t.exceptions.at, { exact: true }).fill("14:00");
  await dialog.getByLabel(t.exceptions.until).fill("12:00");
  await dialog.getByRole("button", { name: t.timeOff.ask }).click();
  await dialog.getByText(t.problem.empty_range).first().waitFor();
  await dialog.getByLabel(t.exceptions.until).fill("16:00");
  await dialog.getByRole("button", { name: t.timeOff.ask }).click();
  await page.getByRole("button", { name: `${t.timeOff.approve}: ${name}` }).click();
  await dialog.getByText(t.impact.strandsNobody).waitFor();
  await desk.shoot("time-off-ar");
  await dialog.getByRole("button", { name: t.timeOff.approve, exact: true }).click();
  await page.getByRole("button", { name: `${t.action.takeBack}: ${name}` }).click();
  await dialog.getByRole("button", { name: t.action.takeBack, exact: true }).click();
  await page.getByText(t.timeOff.givenBack).waitFor();
  await desk.shoot("time-off-list-ar");
});

test("a holiday is confirmed once it is seen whom it strands, and closes the day", async () => {
  const t = texts.en;
  const year = dayAfter(0).year + 1;
  // Coptic Christmas: every year on this date.
  const feast = new Temporal.PlainDate(year, 1, 7);
  await book(1, 4, feast);
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.admin, path: "/holidays" });
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: t.date.nextYear }).click();
  await page.getByRole("heading", { name: /Egypt/ }).waitFor();
  const row = page.getByRole("row", { name: new RegExp(`January 7, ${year}|7 January ${year}`) });
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: t.holidays.closeOn.replace("{{number}}", "1") }).click();
  await dialog.getByRole("row", { name: /Sara Nabil/ }).waitFor();
  await desk.shoot("holidays-stranded");
  await dialog.getByRole("button", { name: t.impact.closeAnyway }).click();
  await row.getByText(t.holidays.closed).waitFor();
  await desk.shoot("holidays");
  const { items } = (await admin.get("/schedule-exceptions?source=holiday")) as unknown as { items: unknown[] };
  expect(items).toMatchObject([{ kind: "blocked", clinic_id: clinic.clinic.id, resource_id: null }]);

  await page.goto(`/calendar?date=${feast.toString()}`);
  await page.locator(".blocked-label", { hasText: "عيد الميلاد المجيد" }).first().waitFor();
  await desk.shoot("holidays-calendar");
  await page.goto(`/holidays?year=${year}`);
  await row.getByRole("button", { name: /^Take back/ }).click();
  await dialog.getByText(t.impact.strandsNobody).waitFor();
  await dialog.getByRole("button", { name: t.action.takeBack, exact: true }).click();
  await row.getByRole("checkbox").waitFor();
});

test("a closure is added by hand, and a clinic without a country is told where to say it", async () => {
  const t = texts.en;
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.admin, path: "/holidays" });
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: t.holidays.add }).click();
  await fillDays(page, t, dayAfter(5), dayAfter(6));
  await dialog.getByRole("textbox", { name: t.exceptions.reason }).fill("Painting");
  await dialog.getByRole("button", { name: t.impact.see }).click();
  await dialog.getByRole("button", { name: t.action.save, exact: true }).click();
  await page.getByRole("row", { name: /Nile Clinic.*Painting/ }).waitFor();
  await desk.shoot("holidays-closure");

  await page.goto("/clinics");
  await page.getByRole("button", { name: /^Edit/ }).click();
  await dialog.getByLabel(t.clinics.noCountry).click();
  await dialog.getByRole("button", { name: t.action.save }).click();
  await dialog.waitFor({ state: "detached" });
  await page.goto("/holidays");
  await page.getByText(t.holidays.noCountry.replace("{{clinic}}", "Nile Clinic")).waitFor();
  await page.getByRole("row", { name: /Painting/ }).waitFor();
  await desk.shoot("holidays-no-country");
  await page.getByRole("link", { name: t.holidays.toClinics }).click();
  await page.waitForURL("**/clinics");
});
