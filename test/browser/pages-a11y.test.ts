import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { Desk } from "./desk.ts";
import { type Language, openFrontDesk } from "./front-desk.ts";
import { password } from "./furnish.ts";
import { openForTests } from "./open-for-tests.ts";
import { openMondays, openWard } from "./ward.ts";

let clinic: Clinic;
let dialysis: { id: string };
/** An appointment for which a rule was set aside. */
let beside: string;
let browser: Browser;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  for (const [patient, time] of [
    [0, "09:00"],
    [1, "10:00"],
  ] as const) {
    await clinic.desk.post("/appointments", {
      clinic_id: clinic.clinic.id,
      practitioner_id: clinic.practitioners[patient]!.id,
      patient_id: clinic.patients[patient]!.id,
      service_id: clinic.services[0]!.id,
      starts_at: clinic.at(time),
      booking_source: "phone",
    });
  }
  await askAndOverbook();
  await clinic.desk.post("/visits", {
    clinic_id: clinic.clinic.id,
    patient_id: clinic.patients[3]!.id,
    service_id: clinic.services[1]!.id,
    practitioner_id: clinic.practitioners[0]!.id,
  });
  await blockAndOpen();
  await askForTimeOff();
  dialysis = await offerDialysis();
  await openSessions();
});

/** A request, and an appointment beside another one. */
async function askAndOverbook(): Promise<void> {
  const wish = {
    clinic_id: clinic.clinic.id,
    practitioner_id: clinic.practitioners[0]!.id,
    service_id: clinic.services[0]!.id,
    booking_source: "online",
  };
  const times = [
    { patient_id: clinic.patients[2]!.id, starts_at: clinic.at("11:00"), needs_approval: true },
    {
      patient_id: clinic.patients[4]!.id,
      starts_at: clinic.at("09:00"),
      waive: [{ rule: "claimed", reason: "Urgent" }],
    },
  ];
  for (const time of times) {
    const { appointment } = await clinic.desk.post("/appointments", { ...wish, ...time });
    beside = (appointment as { id: string }).id;
  }
}

/** Exceptions of either kind on the date that the pages show. */
async function blockAndOpen(): Promise<void> {
  const scope = { resource_id: clinic.practitioners[0]!.id, clinic_id: clinic.clinic.id };
  const time = (from: string, to: string) => ({ from: clinic.at(from), to: clinic.at(to) });
  await clinic.desk.post("/schedule-exceptions", { ...scope, ...time("15:00", "16:00"), kind: "blocked", reason: "X" });
  await clinic.desk.post("/schedule-exceptions", { ...scope, ...time("18:00", "20:00"), kind: "available" });
}

/** Time off that strands an appointment, and a closed holiday. */
async function askForTimeOff(): Promise<void> {
  await clinic.desk.post("/time-off-requests", {
    resource_id: clinic.practitioners[0]!.id,
    from: clinic.at("09:00"),
    to: clinic.at("12:00"),
    reason: "Y",
  });
  const closed = { clinic_id: clinic.clinic.id, from: `${nextYear()}-01-07`, to: `${nextYear()}-01-08`, reason: "Z" };
  await clinic.desk.post("/schedule-exceptions", { ...closed, kind: "blocked", source: "holiday" });
}

/** A ward with patients on beds, without one and each week, and a bed that is out of service. */
async function openSessions(): Promise<void> {
  const ward = await openWard(clinic);
  const [evening] = await openMondays(clinic, ward, [{ name: "Evening", from: "14:00", to: "18:00" }]);
  const admit = (patient: number, more: object) =>
    clinic.desk.post(`/sessions/${evening!.id}/admissions`, { patient_id: clinic.patients[patient]!.id, ...more });
  await admit(0, { bed_id: ward.beds[0]!.id, notes: "الحقن بعد الجلسة" });
  await admit(1, {});
  await ward.admin.post(`/sessions/${evening!.id}/beds/${ward.beds[2]!.id}`, { status: "out_of_service", reason: "X" });
  const { items } = await clinic.desk.get(`/session-rules?clinic_id=${clinic.clinic.id}`);
  await clinic.desk.post("/standing-admissions", {
    patient_id: clinic.patients[3]!.id,
    session_rule_ids: (items as { id: string }[]).map(({ id }) => id),
    starts_on: clinic.date,
  });
}

const nextYear = () => Number(clinic.date.slice(0, 4)) + 1;

/** A service with all that its page can show. */
async function offerDialysis(): Promise<{ id: string }> {
  const admin = await Desk.signIn(clinic.url, clinic.emails.admin, password);
  const { id: clinicId } = clinic.clinic;
  const [nurse, chair] = [
    await admin.post("/resources", { name: "Nurse", kind: "staff", clinic_id: clinicId }),
    await admin.post("/resources", { name: "Chair", kind: "station", clinic_id: null }),
  ];
  const pool = await admin.post("/pools", { name: "Chairs", clinic_id: clinicId, resource_ids: [chair.id] });
  return await admin.post("/services", {
    name: "Dialysis",
    duration_minutes: 240,
    buffer_before_minutes: 10,
    buffer_after_minutes: 20,
    price_minor: 0,
    clinic_ids: [clinicId],
    practitioner_ids: [clinic.practitioners[0]!.id],
    practitioner_overrides: [{ practitioner_id: clinic.practitioners[0]!.id, duration_minutes: 250 }],
    phases: [
      { starts_minute: 0, ends_minute: 20, need: "resource", resource_id: nurse.id },
      { starts_minute: 0, ends_minute: 240, need: "pool", pool_id: pool.id },
      { starts_minute: 60, ends_minute: 75, need: "practitioner" },
      { starts_minute: 60, ends_minute: 75, need: "kind", resource_kind: "room" },
    ],
  });
}

const pages = () => [
  "/",
  "/calendar",
  `/book?patient=${clinic.patients[0]!.id}`,
  "/queue",
  "/sessions",
  "/sessions/weekly",
  "/sessions/standing",
  "/my-day",
  "/display",
  "/reports",
  "/day-history",
  "/appointments",
  "/requests",
  "/calendar?columns=things",
  "/calendar?tickets=true",
  "/plans",
  "/plans/replan",
  "/plans/itinerary",
  "/payments?show=all",
  "/day-close",
  "/patients?query=mona",
  `/patients/${clinic.patients[0]!.id}`,
  "/clinics",
  "/practitioners",
  `/practitioners/${clinic.practitioners[0]!.id}/hours`,
  `/practitioners/${clinic.practitioners[0]!.id}/hours?view=table`,
  "/services",
  "/services/new",
  `/services/${dialysis.id}`,
  "/resources",
  "/resources?show=pools",
  "/time-off",
  "/holidays",
  `/holidays?year=${nextYear()}`,
  "/nowhere",
];

/** Each page is loaded anew and looked through as a whole. */
const manyPagesMs = 240_000;

for (const [language, phone, scheme] of [
  ["en", false, "light"],
  ["ar", true, "dark"],
] as const satisfies [Language, boolean, "light" | "dark"][]) {
  const place = phone ? "phone" : "desk";
  test(
    `no page has a serious fault of accessibility (${language}, ${place}, ${scheme})`,
    async () => {
      await using desk = await openFrontDesk(browser, clinic, {
        language,
        phone,
        email: clinic.emails.admin,
        look: { colorScheme: scheme, reducedMotion: "reduce" },
      });
      const { page } = desk;
      const faults: string[] = [];
      for (const [index, path] of pages().entries()) {
        await page.goto(path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await expect.poll(() => page.locator("[aria-busy=true]:visible").count(), { timeout: 15_000 }).toBe(0);
        await desk.shoot(`page-${language}-${place}-${scheme}-${index}`);
        faults.push(...(await faultsOf(page)).map((fault) => `${path} ${fault}`));
      }
      expect(faults).toEqual([]);
    },
    manyPagesMs,
  );

  test(`nor has the dialog of a pool (${language}, ${place}, ${scheme})`, async () => {
    await using desk = await openFrontDesk(browser, clinic, {
      language,
      phone,
      email: clinic.emails.admin,
      look: { colorScheme: scheme, reducedMotion: "reduce" },
      path: "/resources?show=pools",
    });
    const { page } = desk;
    await page.getByRole("row", { name: "Chairs" }).getByRole("button").click();
    await page.getByRole("dialog").getByRole("listitem").first().waitFor();
    await desk.shoot(`pool-${language}-${place}-${scheme}`);
    expect(await faultsOf(page)).toEqual([]);
  });

  test(`nor has the drawer of an appointment (${language}, ${place}, ${scheme})`, async () => {
    await using desk = await openFrontDesk(browser, clinic, {
      language,
      phone,
      look: { colorScheme: scheme, reducedMotion: "reduce" },
      path: `/calendar?appointment=${beside}`,
    });
    const { page } = desk;
    await page.getByRole("dialog").getByText("Urgent").waitFor();
    await desk.shoot(`drawer-${language}-${place}-${scheme}`);
    expect(await faultsOf(page)).toEqual([]);
  });

  test(`nor has the dialog that approves time off (${language}, ${place}, ${scheme})`, async () => {
    await using desk = await openFrontDesk(browser, clinic, {
      language,
      phone,
      email: clinic.emails.admin,
      look: { colorScheme: scheme, reducedMotion: "reduce" },
      path: "/time-off",
    });
    const { page } = desk;
    await page.getByRole("row", { name: "Layla" }).getByRole("button").last().click();
    await page.getByRole("dialog").getByRole("row", { name: "Mona" }).waitFor();
    await desk.shoot(`approve-${language}-${place}-${scheme}`);
    expect(await faultsOf(page)).toEqual([]);
  });
}
