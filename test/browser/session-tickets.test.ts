import type { Browser, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { card, carry, pixelsPerMinute } from "./drag.ts";
import { type FrontDesk, type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

/** Sessions that are owed, dragged from the list beside the calendar onto a place of it. */
const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

interface Tickets {
  items: { id: string; status: string; starts_at: string | null }[];
}

/** A request of the patient; answers what is known of its sessions. */
async function want(patient: number, sessions: number): Promise<() => Promise<Tickets["items"]>> {
  const { id } = await clinic.desk.post("/booking-requests", {
    clinic_id: clinic.clinic.id,
    patient_id: clinic.patients[patient]!.id,
    service_id: clinic.services[0]!.id,
    sessions,
  });
  return async () => ((await clinic.desk.get(`/session-tickets?request_id=${id}`)) as unknown as Tickets).items;
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

async function openTickets(language: Language = "en"): Promise<FrontDesk> {
  const desk = await openFrontDesk(browser, clinic, { language });
  const { nav, sessions } = texts[language];
  await desk.page.getByRole("link", { name: nav.calendar, exact: true }).click();
  await desk.page.getByRole("button", { name: sessions.title }).click();
  await desk.page.getByRole("complementary", { name: sessions.title }).waitFor();
  return desk;
}

const ticket = (page: Page, name: string): Locator =>
  page.getByRole("complementary").getByRole("listitem").filter({ hasText: name });

/** Carries a ticket to a wall time (from 09:00) in the column of a practitioner, and holds still there. */
async function carryTicket(page: Page, name: string, practitioner: number, minutes: number): Promise<void> {
  await ticket(page, name).hover();
  const from = (await ticket(page, name).boundingBox())!;
  const head = page.locator(".ec-col-head").filter({ hasText: clinic.practitioners[practitioner]!.name });
  const column = (await head.boundingBox())!;
  const body = (await page.locator(".ec-body .ec-day").first().boundingBox())!;
  const to = { x: column.x + column.width / 2, y: body.y + minutes * pixelsPerMinute + 2 };
  await carry(page, { x: from.x + 30, y: from.y + from.height / 2 }, to);
}

const instant = (text: string | null | undefined) => (text ? new Date(text).getTime() : null);

test("a ticket dropped on a free place is booked there, and undoing owes the session again", async () => {
  const sessions = await want(0, 3);
  await using desk = await openTickets();
  const { page } = desk;
  await expect.poll(() => ticket(page, "Mona Haddad").innerText()).toMatch(/Session 1[\s\S]*2 more/);
  await carryTicket(page, "Mona Haddad", 0, 20);
  await desk.shoot("tickets-carried");
  await page.mouse.up();
  await page.getByText(/The session of Mona Haddad is booked/).waitFor();
  const booked = card(page, "Mona Haddad").filter({ hasText: "9:20" });
  await booked.waitFor();
  const [first] = await sessions();
  expect([first?.status, instant(first?.starts_at)]).toEqual(["scheduled", instant(clinic.at("09:20"))]);
  // The next session of the request has taken its place in the list.
  await expect.poll(() => ticket(page, "Mona Haddad").innerText()).toMatch(/Session 2[\s\S]*1 more/);
  await desk.shoot("tickets-booked");

  await page.getByRole("button", { name: t.undo.do }).click();
  await page.getByText(t.undo.done).waitFor();
  await expect.poll(async () => (await sessions()).map(({ status }) => status)).toEqual(Array(3).fill("planned"));
  await booked.waitFor({ state: "detached" });
});

test("a ticket dropped on a taken place says why, and is booked nevertheless or at another time", async () => {
  await book(3, 2, "11:00");
  const sessions = await want(4, 2);
  await using desk = await openTickets();
  const { page } = desk;
  await ticket(page, "Sara Nabil").waitFor();
  await card(page, "Omar Fathy").waitFor();
  await carryTicket(page, "Sara Nabil", 2, 120);
  await page.mouse.up();
  const alert = page.getByRole("alert").filter({ hasText: "The session of Sara Nabil was not booked" });
  await alert.getByText(t.reason.claimed).waitFor();
  await desk.shoot("tickets-refused");
  expect((await sessions())[0]?.status).toBe("planned");

  await alert.getByRole("button", { name: t.waive.book.overbook }).click();
  const dialog = page.getByRole("dialog", { name: t.waive.book.overbookTitle });
  await dialog.getByRole("textbox", { name: t.waive.reason }).fill("Came from far away");
  await dialog.getByRole("button", { name: t.waive.book.do }).click();
  await page.getByText(/The session of Sara Nabil is booked/).waitFor();
  expect(instant((await sessions())[0]?.starts_at)).toBe(instant(clinic.at("11:00")));

  await expect.poll(() => ticket(page, "Sara Nabil").innerText()).toContain("Session 2");
  await carryTicket(page, "Sara Nabil", 2, 120);
  await page.mouse.up();
  await alert.getByRole("button", { name: /AM|PM/ }).first().click();
  await expect.poll(async () => (await sessions())[1]?.status).toBe("scheduled");
  expect(instant((await sessions())[1]?.starts_at)).not.toBe(instant(clinic.at("11:00")));
});

test("a ticket let go beside the calendar, or with Escape, stays where it is", async () => {
  const sessions = await want(1, 1);
  await using desk = await openTickets();
  const { page } = desk;
  await ticket(page, "يوسف منصور").waitFor();
  await carryTicket(page, "يوسف منصور", 1, 300);
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await carryTicket(page, "يوسف منصور", 1, 300);
  await page.mouse.move(600, 20);
  await page.mouse.up();
  expect((await sessions())[0]?.status).toBe("planned");
});

for (const language of ["en", "ar"] as const) {
  test(`by keyboard a session gets its time from a list (${language})`, async () => {
    const said = texts[language];
    const sessions = await want(2, 1);
    const name = clinic.patients[2]!.name;
    await using desk = await openTickets(language);
    const { page } = desk;
    await ticket(page, name).waitFor();
    await desk.shoot(`tickets-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await ticket(page, name)
      .getByRole("button", { name: said.sessions.choose.replace("{{name}}", name) })
      .press("Enter");
    const drawer = page.getByRole("dialog", { name: said.sessions.give });
    const afternoon = drawer.getByRole("group", { name: said.booking.parts.afternoon });
    await afternoon.getByRole("button").last().press("Enter");
    await desk.shoot(`tickets-drawer-${language}`);
    expect(await faultsOf(page)).toEqual([]);
    await drawer.getByRole("button", { name: said.sessions.bookHere }).press("Enter");
    await drawer.waitFor({ state: "detached" });
    expect((await sessions())[0]?.status).toBe("scheduled");
  });
}
