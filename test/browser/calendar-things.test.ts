import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { Desk } from "./desk.ts";
import { card, drag } from "./drag.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { password } from "./furnish.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;
let scan: { id: string };

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  const admin = await Desk.signIn(clinic.url, clinic.emails.admin, password);
  const here = { clinic_id: clinic.clinic.id };
  await admin.post("/resources", { ...here, name: "Room 2", kind: "room" });
  await admin.post("/resources", { ...here, name: "Bed 7", kind: "bed" });
  scan = await admin.post("/services", {
    name: "Scan",
    duration_minutes: 40,
    price_minor: 0,
    clinic_ids: [here.clinic_id],
    practitioner_ids: clinic.practitioners.map(({ id }) => id),
    phases: [
      { starts_minute: 0, ends_minute: 40, need: "practitioner" },
      { starts_minute: 0, ends_minute: 40, need: "kind", resource_kind: "room" },
    ],
  });
});

/** The rooms and things that an appointment has, by name. */
async function placesOf(id: string): Promise<string[]> {
  const { items } = (await clinic.desk.get("/resources")) as unknown as {
    items: { id: string; name: string; kind: string }[];
  };
  const { claims } = (await clinic.desk.get(`/appointments/${id}`)) as unknown as {
    claims: { resource_id: string; status: string }[];
  };
  const taken = claims.filter(({ status }) => status === "active").map(({ resource_id }) => resource_id);
  return items.filter(({ id: one, kind }) => kind !== "practitioner" && taken.includes(one)).map(({ name }) => name);
}

test.each<[Language, number, string]>([
  ["en", 0, "09:20"],
  ["ar", 1, "10:20"],
])(
  "a card is dragged from one room to another, but not to a bed that the service cannot use (%s)",
  async (language, patient, time) => {
    const t = texts[language];
    const { appointment } = (await clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: clinic.practitioners[patient]!.id,
      patient_id: clinic.patients[patient]!.id,
      service_id: scan.id,
      starts_at: clinic.at(time),
      booking_source: "phone",
    })) as unknown as { appointment: { id: string; practitioner_id: string } };
    expect(await placesOf(appointment.id)).toEqual(["Room 1"]);

    await using desk = await openFrontDesk(browser, clinic, { language, path: `/calendar?date=${clinic.date}` });
    const { page } = desk;
    await page.getByText(t.calendar.views.things, { exact: true }).click();
    const { name } = clinic.patients[patient]!;
    await card(page, name).waitFor();
    const column = async (title: string) => (await page.locator(".ec-col-head", { hasText: title }).boundingBox())!.x;
    await drag(page, card(page, name), (await column("Room 2")) - (await column("Room 1")), 0);
    await page.getByRole("button", { name: t.undo.do, exact: true }).waitFor();
    expect(await placesOf(appointment.id)).toEqual(["Room 2"]);
    expect(await clinic.desk.get(`/appointments/${appointment.id}`)).toMatchObject({
      practitioner_id: appointment.practitioner_id,
    });
    await desk.shoot(`calendar-things-${language}`);

    await drag(page, card(page, name), (await column("Bed 7")) - (await column("Room 2")), 0);
    await page.getByRole("alert").getByText(t.calendar.useless).waitFor();
    expect(await placesOf(appointment.id)).toEqual(["Room 2"]);
  },
);
