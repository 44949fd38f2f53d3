import type { Browser, Locator, Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { Desk } from "./desk.ts";
import { type FrontDesk, type Language, openFrontDesk, texts } from "./front-desk.ts";
import { password } from "./furnish.ts";
import { openForTests } from "./open-for-tests.ts";

type Texts = (typeof texts)["en"];

let clinic: Clinic;
let browser: Browser;
let admin: Desk;
let laser: { id: string; name: string };

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  admin = await Desk.signIn(clinic.url, clinic.emails.admin, password);
  const { id } = await admin.post("/services", {
    name: "Laser",
    duration_minutes: 40,
    price_minor: 60_000,
    clinic_ids: [clinic.clinic.id],
    practitioner_ids: clinic.practitioners.map((one) => one.id),
  });
  laser = { id, name: "Laser" };
});

/** A wall time of the clinic so many days after its Monday. */
const at = (days: number, time: string) =>
  Temporal.PlainDate.from(clinic.date)
    .add({ days })
    .toZonedDateTime({ timeZone: clinic.clinic.timezone, plainTime: time })
    .toInstant()
    .toString();

interface Standing {
  id: string;
  patient_id: string;
  status: string;
  starts_at: string;
}

async function appointmentsOf(patient: number): Promise<Standing[]> {
  const query = `clinic_id=${clinic.clinic.id}&from=${clinic.date}&limit=200`;
  const { items } = (await clinic.desk.get(`/appointments?${query}`)) as unknown as { items: Standing[] };
  return items
    .filter(({ patient_id: id, status }) => id === clinic.patients[patient]!.id && status === "confirmed")
    .toSorted((one, other) => one.starts_at.localeCompare(other.starts_at));
}

const wallOf = (instant: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(clinic.clinic.timezone).toPlainDateTime();
const isMondayAtTen = ({ starts_at }: Standing) => {
  const wall = wallOf(starts_at);
  return wall.dayOfWeek === 1 && wall.hour === 10 && wall.minute === 0;
};

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole("combobox", { name: label, exact: true }).click();
  await page.getByRole("option", { name: option }).click();
}

/** Draws up six laser sessions, "Mondays at 10:00", with this practitioner and nobody else. */
async function drawUp({ page }: FrontDesk, t: Texts, patient: number, practitioner: number): Promise<void> {
  const monday = { en: "Monday", ar: "الاثنين", el: "Δευτέρα" }[languageOf(t)];
  await page.goto(`/contracts/new?patient=${clinic.patients[patient]!.id}`);
  await choose(page, t.booking.service, laser.name);
  await page.getByRole("button", { name: t.wishes.addPattern }).click();
  const pattern = page.getByRole("group", { name: t.wishes.pattern.replace("{{number}}", "").trim() });
  await pattern.getByRole("combobox", { name: t.hours.weekday }).click();
  await page.getByRole("option", { name: monday }).click();
  await pattern.getByLabel(t.wishes.at, { exact: true }).fill("10:00");
  await choose(page, t.wishes.practitioner, clinic.practitioners[practitioner]!.name);
  await page.getByRole("checkbox", { name: t.wishes.onlyThem }).check();
  await page.getByRole("textbox", { name: t.wishes.preferredDays }).fill("7");
}

const languageOf = (t: Texts): Language => (["en", "ar", "el"] as const).find((one) => texts[one] === t) ?? "en";

/** The sessions, not what their reasons list. */
const items = (page: Page, t: Texts): Locator =>
  page.getByRole("list", { name: t.session.list.replace("{{service}}", laser.name) }).locator("> li");
const given = (page: Page, t: Texts): Locator =>
  page.locator("li[data-standing=gave]").filter({ hasText: t.status.standing.gave });

/** The whole way, with what is in the way of the third Monday; answers nothing, but looks at everything. */
async function signSix(t: Texts, patient: number, practitioner: number, why: string): Promise<void> {
  const language = languageOf(t);
  await using desk = await openFrontDesk(browser, clinic, { language });
  const { page } = desk;
  await drawUp(desk, t, patient, practitioner);
  await desk.shoot(`contract-draft-${language}`);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("button", { name: t.contracts.save }).click();

  await page.getByRole("heading", { name: t.feasibility.title }).waitFor();
  await expect.poll(() => items(page, t).count()).toBe(6);
  expect(await given(page, t).count()).toBe(1);
  await given(page, t).getByText(why).first().waitFor();
  await desk.shoot(`contract-feasible-${language}`);
  expect(await faultsOf(page)).toEqual([]);
  expect(await appointmentsOf(patient)).toEqual([]);

  await page.getByRole("button", { name: t.contracts.sign }).click();
  await page.getByRole("heading", { name: t.contracts.booked }).waitFor();
  expect(await items(page, t).count()).toBe(6);
  await given(page, t).getByText(why).first().waitFor();
  await given(page, t).getByText(why).last().scrollIntoViewIfNeeded();
  await desk.shoot(`contract-signed-${language}`);
  expect(await faultsOf(page)).toEqual([]);
  const booked = await appointmentsOf(patient);
  expect(booked).toHaveLength(6);
  expect(booked.filter(isMondayAtTen)).toHaveLength(5);

  await page.reload();
  await expect.poll(() => items(page, t).filter({ hasText: t.status.ticket.scheduled }).count()).toBe(6);
  await desk.shoot(`contract-sessions-${language}`);
}

const longEnoughMs = 180_000;

test(
  "six laser sessions, Mondays at ten: five are, and the third gives way to another's appointment",
  async () => {
    await clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: clinic.practitioners[0]!.id,
      patient_id: clinic.patients[4]!.id,
      service_id: clinic.services[0]!.id,
      starts_at: at(14, "10:00"),
      booking_source: "phone",
    });
    await signSix(texts.en, 0, 0, texts.en.reason.claimed);
  },
  longEnoughMs,
);

test(
  "the same in Arabic, where a congress of the practitioner is in the way",
  async () => {
    await admin.post("/schedule-exceptions", {
      resource_id: clinic.practitioners[1]!.id,
      clinic_id: clinic.clinic.id,
      from: at(14, "09:00"),
      to: at(14, "12:00"),
      kind: "blocked",
      reason: "مؤتمر",
    });
    await signSix(texts.ar, 1, 1, "مؤتمر");
  },
  longEnoughMs,
);

test(
  "a contract is paid, and cancelled with what is to be given back; the course of treatment says so",
  async () => {
    const t = texts.en;
    await using desk = await openFrontDesk(browser, clinic);
    const { page } = desk;
    await drawUp(desk, t, 2, 2);
    await page.getByRole("button", { name: t.contracts.save }).click();
    await page.getByText(t.feasibility.asWished).waitFor();
    await page.getByRole("button", { name: t.contracts.sign }).click();
    await page.getByRole("heading", { name: t.contracts.booked }).waitFor();
    await page.getByRole("button", { name: t.action.collect }).click();
    await page.getByRole("dialog").getByRole("button", { name: t.action.collect }).click();
    await page.getByText(t.status.payment.paid, { exact: true }).waitFor();

    await page.getByRole("button", { name: t.contracts.cancel }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: t.contracts.cancel }).click();
    await dialog.getByText(t.field.required).waitFor();
    await dialog.getByRole("textbox").fill("Moved away");
    await dialog.getByRole("button", { name: t.contracts.cancel }).click();
    await page.getByText("Moved away").waitFor();
    await page
      .getByText(/EGP.3,600.00 is to be given back/)
      .first()
      .waitFor();
    await desk.shoot("contract-cancelled");
    expect(await appointmentsOf(2)).toEqual([]);
    await page.getByRole("button", { name: t.action.refund }).click();
    await dialog.getByRole("button", { name: t.action.refund }).click();
    await page.getByText(/EGP.3,600.00 was given back/).waitFor();
    expect(await page.getByRole("button", { name: t.action.collect }).count()).toBe(0);

    await page.goto(`/patients/${clinic.patients[2]!.id}`);
    await page.getByRole("tab", { name: t.patientRecord.parts.course }).click();
    await expect.poll(() => items(page, t).filter({ hasText: t.status.ticket.cancelled }).count()).toBe(6);
    await desk.shoot("course");
    expect(await faultsOf(page)).toEqual([]);
    await page.goto("/contracts?status=cancelled");
    await page.getByRole("row", { name: clinic.patients[2]!.name }).getByText("6 × Laser").waitFor();
    await desk.shoot("contracts");
    expect(await faultsOf(page)).toEqual([]);
  },
  longEnoughMs,
);

test(
  "a request is written down, changed, filled and cancelled by the keyboard's names alone, on a phone",
  async () => {
    const t = texts.en;
    const { name } = clinic.patients[3]!;
    await using desk = await openFrontDesk(browser, clinic, { phone: true, path: "/booking-requests" });
    const { page } = desk;
    await page.getByRole("button", { name: t.bookingRequests.new }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("searchbox").fill(name);
    await dialog.getByRole("list", { name: t.patients.found }).getByRole("button").click();
    await choose(page, t.booking.service, laser.name);
    await dialog.getByRole("textbox", { name: t.contracts.sessions, exact: true }).fill("2");
    await dialog.getByRole("button", { name: t.wishes.addPattern }).click();
    await dialog.getByRole("button", { name: t.action.save }).click();
    await dialog.getByText(t.field.pattern_names_nothing).waitFor();
    await desk.shoot("request-new-phone");
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByLabel(t.wishes.at, { exact: true }).fill("15:00");
    await dialog.getByRole("button", { name: t.action.save }).click();
    await dialog.waitFor({ state: "detached" });

    const row = page.getByRole("row", { name });
    await row.getByText("To be booked: 2").waitFor();
    await row.getByRole("button", { name: t.action.edit }).click();
    await dialog.getByRole("textbox", { name: t.bookingRequests.priority }).fill("4");
    await dialog.getByRole("button", { name: t.action.save }).click();
    await dialog.waitFor({ state: "detached" });

    await desk.shoot("request-open-phone");
    expect(await faultsOf(page)).toEqual([]);
    await row.getByRole("button", { name: t.bookingRequests.fill }).click();
    await dialog.getByText("2 appointments were booked.").waitFor();
    await desk.shoot("request-filled-phone");
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole("button", { name: t.action.close }).click();
    await row.getByText("Booked: 2").waitFor();
    await desk.shoot("requests-phone");

    await row.getByRole("button", { name: t.bookingRequests.cancel }).click();
    await dialog.getByRole("button", { name: t.bookingRequests.cancel }).click();
    await row.getByText(t.status.request.cancelled, { exact: true }).waitFor();
    // What is booked stays; nothing more is placed.
    expect(await appointmentsOf(3)).toHaveLength(2);
  },
  longEnoughMs,
);

test(
  "freed time is offered to who waits: it appears by itself, is declined, and goes to the next one",
  async () => {
    const t = texts.en;
    const { id: clinic_id } = clinic.clinic;
    const practitioner_id = clinic.practitioners[0]!.id;
    const wanted = { clinic_id, service_id: laser.id, sessions: 1, practitioner_id, practitioner_required: true };
    const date = Temporal.PlainDate.from(clinic.date).add({ days: 2 }).toString();
    const { appointment } = (await clinic.desk.post("/appointments", {
      clinic_id,
      practitioner_id,
      patient_id: clinic.patients[4]!.id,
      service_id: laser.id,
      starts_at: at(2, "11:00"),
      booking_source: "phone",
    })) as unknown as { appointment: { id: string } };
    for (const patient of [1, 3]) {
      const patient_id = clinic.patients[patient]!.id;
      await clinic.desk.post("/booking-requests", { ...wanted, patient_id, earliest_date: date, latest_date: date });
    }
    await using desk = await openFrontDesk(browser, clinic, { path: "/waitlist" });
    const { page } = desk;
    await page.getByRole("table", { name: t.waitlist.waiting }).getByRole("row").nth(2).waitFor();
    await clinic.desk.post(`/appointments/${appointment.id}/cancel`, { requested_by: "patient" });

    const offers = page.getByRole("list", { name: t.waitlist.offers });
    const first = offers.getByRole("listitem").filter({ hasText: clinic.patients[1]!.name });
    await first.waitFor({ timeout: 15_000 });
    await first.getByRole("timer").waitFor();
    await desk.shoot("waitlist-offer");
    expect(await faultsOf(page)).toEqual([]);
    await first.getByRole("button", { name: t.waitlist.decline }).click();
    await page.getByRole("dialog").getByRole("button", { name: t.waitlist.decline }).click();

    const second = offers.getByRole("listitem").filter({ hasText: clinic.patients[3]!.name });
    await second.waitFor({ timeout: 15_000 });
    await second.getByRole("button", { name: t.waitlist.accept }).click();
    await expect.poll(() => offers.count()).toBe(0);
    const openings = page.getByRole("list", { name: t.waitlist.openings });
    await openings.getByText(t.status.opening.filled, { exact: true }).waitFor();
    await openings
      .getByText(/Considered/)
      .first()
      .click();
    await desk.shoot("waitlist-filled");
    const times = (await appointmentsOf(3)).map(({ starts_at }) => wallOf(starts_at).toString());
    expect(times).toContain(`${date}T11:00:00`);
  },
  longEnoughMs,
);
