import type { Browser, Locator, Page, Request } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { Desk } from "./desk.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { password } from "./furnish.ts";
import { openForTests } from "./open-for-tests.ts";

let clinic: Clinic;
let browser: Browser;
let admin: Desk;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  admin = await Desk.signIn(clinic.url, clinic.emails.admin, password);
  for (const [name, kind] of [
    ["Echo machine", "equipment"],
    ["Nurse Amina", "staff"],
    ["كرسي ١", "station"],
    ["Chair 2", "station"],
  ]) {
    await admin.post("/resources", { name, kind, clinic_id: clinic.clinic.id });
  }
});

/** The services page as a person uses it. */
function servicesPage(page: Page, language: Language) {
  const t = texts[language];
  const named = (text: string, values: Record<string, string>) =>
    Object.entries(values).reduce((said, [name, value]) => said.replace(`{{${name}}}`, value), text);
  const number = (value: number) => new Intl.NumberFormat(language === "ar" ? "ar-EG" : "en-EG").format(value);
  const phase = (index: number) =>
    page.getByRole("group", { name: named(t.services.phase, { number: number(index) }), exact: true });
  const grip = (which: "whole" | "start" | "end", index: number) =>
    page.getByRole("slider", { name: new RegExp(named(t.services.grips[which], { number: number(index), name: "" })) });
  return {
    grip,
    phase,
    open: (name: string) => page.getByRole("link", { name: named(t.record.edit, { name }) }).click(),
    start: async (name: string, minutes: number) => {
      await page.getByRole("link", { name: t.nav.services, exact: true }).click();
      await page.getByRole("link", { name: t.services.new }).click();
      await page.getByRole("textbox", { name: t.record.name }).fill(name);
      await page.getByRole("textbox", { name: t.services.durationMinutes, exact: true }).fill(String(minutes));
      await choose(page, page.getByRole("combobox", { name: t.nav.practitioners }), "Dr. Layla Hassan");
      await page.keyboard.press("Escape");
    },
    add: () => page.getByRole("button", { name: t.services.addPhase }).click(),
    set: async (index: number, need: string | RegExp, span?: [from: number, to: number]) => {
      await choose(page, phase(index).getByRole("combobox", { name: t.services.need }), need);
      if (!span) return;
      await phase(index).getByRole("textbox", { name: t.services.fromMinute }).fill(String(span[0]));
      await phase(index).getByRole("textbox", { name: t.services.toMinute }).fill(String(span[1]));
    },
    minute: async (which: "start" | "end", index: number) =>
      Number(await grip(which, index).getAttribute("aria-valuenow")),
    save: () => page.getByRole("button", { name: t.action.save }).click(),
    row: (name: string) => page.getByRole("row", { name: new RegExp(name) }),
  };
}

async function choose(page: Page, box: Locator, option: string | RegExp): Promise<void> {
  await box.click();
  await page.getByRole("option", { name: option }).first().click();
}

/** Pulls with the mouse by a share of the time line's width. */
async function pull(page: Page, grip: Locator, share: number): Promise<void> {
  await grip.hover();
  const track = (await grip.locator("..").boundingBox())!;
  const box = (await grip.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + share * track.width, y, { steps: 5 });
  await page.mouse.up();
}

/** What the page itself never sends, so that the server has something to say about a phase. */
function withoutPool(request: Request): string {
  const body = request.postDataJSON() as { phases: Record<string, unknown>[] };
  const [first, ...others] = body.phases;
  return JSON.stringify({
    ...body,
    phases: [{ ...first, pool_id: null }, ...others],
  });
}

const stored = async (name: string) => {
  const { items } = (await admin.get("/services?limit=200")) as unknown as { items: Record<string, unknown>[] };
  return items.find((service) => service.name === name)!;
};

test("a visit that needs a doctor, a room and a machine at once is drawn, saved and seen again", async () => {
  await using desk = await openFrontDesk(browser, clinic, { email: clinic.emails.admin });
  const { page } = desk;
  const t = texts.en;
  const services = servicesPage(page, "en");
  await services.start("Echocardiogram", 40);
  await page.getByRole("textbox", { name: t.services.bufferAfter, exact: true }).fill("10");
  await page.getByRole("switch", { name: t.services.shareable }).check();
  await page.getByRole("textbox", { name: "Amount (EGP)" }).fill("1200.50");
  await page.getByRole("textbox", { name: t.services.notice }).fill("2");
  await choose(page, page.getByRole("combobox", { name: t.services.unit }).first(), t.services.units.hours);
  await page.getByRole("switch", { name: t.services.requiresApproval }).check();
  await page.getByRole("textbox", { name: t.services.lateCancel }).fill("1");
  await choose(page, page.getByRole("combobox", { name: t.services.unit }).last(), t.services.units.days);
  await choose(page, page.getByRole("combobox", { name: t.services.addOverride }), "Dr. Layla Hassan");
  await page.getByRole("textbox", { name: "Duration (minutes): Dr. Layla Hassan" }).fill("50");

  await services.add();
  await services.set(2, "Any room");
  await services.add();
  await services.set(3, "Echo machine", [10, 30]);
  await pull(page, services.grip("end", 3), 10 / 50);
  expect(await services.minute("end", 3)).toBe(40);
  await services.grip("start", 3).press("ArrowRight");
  expect(await services.minute("start", 3)).toBe(15);
  await desk.shoot("services-doctor-room-machine");
  await services.save();

  const strip = services.row("Echocardiogram").getByRole("img");
  await expect
    .poll(async () => (await strip.getAttribute("aria-label"))?.replace(/[\u2066-\u2069]/g, ""))
    .toBe("The practitioner: minutes 0–40 · Any room: minutes 0–40 · Echo machine: minutes 15–40");
  await services.row("Echocardiogram").getByText("1,200.50").waitFor();
  await desk.shoot("services-list");
  expect(await stored("Echocardiogram")).toMatchObject({
    requires_approval: true,
    late_cancel_notice_minutes: 1440,
    buffer_after_minutes: 10,
    buffers_shareable: true,
    min_notice_minutes: 120,
    practitioner_overrides: [{ duration_minutes: 50, price_minor: null }],
    phases: [
      { need: "practitioner", starts_minute: 0, ends_minute: 40 },
      { need: "kind", resource_kind: "room", starts_minute: 0, ends_minute: 40 },
      { need: "resource", starts_minute: 15, ends_minute: 40 },
    ],
  });

  await services.open("Echocardiogram");
  expect(await services.minute("start", 3)).toBe(15);
  await page.getByRole("textbox", { name: t.services.durationMinutes, exact: true }).fill("60");
  await page.getByRole("textbox", { name: t.record.name }).click();
  expect([await services.minute("end", 1), await services.minute("end", 3)]).toEqual([60, 60]);
  await services.set(3, "Echo machine", [30, 20]);
  await services.save();
  await page.getByText(t.field.ends_before_start).waitFor();
  await services.set(3, "Echo machine", [30, 60]);
  await page.getByRole("textbox", { name: "Duration (minutes): Dr. Layla Hassan" }).fill("20");
  await services.save();
  await page.getByText(t.field.phases_do_not_fit).waitFor();
});

test("two chairs become a pool, and a nurse comes at the start and the end of four hours in one of them", async () => {
  await using desk = await openFrontDesk(browser, clinic, { language: "ar", email: clinic.emails.admin });
  const { page } = desk;
  const t = texts.ar;
  await page.getByRole("link", { name: t.nav.resources, exact: true }).click();
  await page.getByRole("row", { name: /كرسي ١/ }).waitFor();
  await desk.shoot("resources-ar");
  await page.getByRole("tab", { name: t.pools.tab }).click();
  await page.getByRole("button", { name: t.pools.new }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: t.record.name }).fill("كراسي الغسيل");
  for (const chair of ["Chair 2", "كرسي ١"]) {
    await choose(page, dialog.getByRole("combobox", { name: t.pools.addMember }), chair);
  }
  const members = dialog.getByRole("list", { name: t.pools.members }).getByRole("listitem");
  await expect.poll(() => members.locator("bdi").allInnerTexts()).toEqual(["Chair 2", "كرسي ١"]);
  await dialog.getByRole("button", { name: t.pools.later.replace("{{name}}", "Chair 2") }).click();
  await desk.shoot("pool-ar");
  await dialog.getByRole("button", { name: t.action.save }).click();
  const row = page.getByRole("row", { name: /كراسي الغسيل/ });
  await row.getByText(/كرسي ١.*Chair 2/).waitFor();

  const services = servicesPage(page, "ar");
  await services.start("غسيل الكلى", 240);
  await services.set(1, /كراسي الغسيل/);
  await services.add();
  await services.set(2, "Nurse Amina", [0, 60]);
  // Time runs to the left here: a pull to the right is earlier.
  await pull(page, services.grip("end", 2), 40 / 240);
  expect(await services.minute("end", 2)).toBe(20);
  await services.add();
  await services.set(3, "Nurse Amina", [0, 15]);
  await services.grip("whole", 3).press("End");
  expect([await services.minute("start", 3), await services.minute("end", 3)]).toEqual([225, 240]);
  await services.grip("whole", 3).press("ArrowRight");
  expect(await services.minute("start", 3)).toBe(220);
  await services.grip("whole", 3).press("ArrowLeft");
  await desk.shoot("services-nurse-ar");
  await services.save();
  await services.row("غسيل الكلى").waitFor();
  await desk.shoot("services-list-ar");
  expect(await stored("غسيل الكلى")).toMatchObject({
    duration_minutes: 240,
    phases: [
      { need: "pool", starts_minute: 0, ends_minute: 240 },
      { need: "resource", starts_minute: 0, ends_minute: 20 },
      { need: "resource", starts_minute: 225, ends_minute: 240 },
    ],
  });
  await services.open("غسيل الكلى");
  expect([await services.minute("start", 3), await services.minute("end", 3)]).toEqual([225, 240]);

  await page.route("**/api/v1/services/*", (route) => route.continue({ postData: withoutPool(route.request()) }));
  await services.save();
  await services.phase(1).getByText(t.field.required).waitFor();
});

test("on a phone the members of a pool are dragged into order", async () => {
  const chairs = (await admin.get("/resources?kind=station")) as unknown as { items: { id: string }[] };
  await admin.post("/pools", {
    name: "Chairs",
    clinic_id: clinic.clinic.id,
    resource_ids: chairs.items.map(({ id }) => id),
  });
  await using desk = await openFrontDesk(browser, clinic, {
    phone: true,
    email: clinic.emails.admin,
    path: "/resources?show=pools",
  });
  const { page } = desk;
  const t = texts.en;
  await page.getByRole("button", { name: "Edit Chairs" }).first().click();
  const dialog = page.getByRole("dialog");
  const rows = dialog.getByRole("list", { name: t.pools.members }).getByRole("listitem");
  // Waits until the dialog has come to rest: what is measured before moves away.
  await rows.nth(1).hover();
  const before = await rows.locator("bdi").allInnerTexts();
  const [first, second] = [(await rows.nth(0).boundingBox())!, (await rows.nth(1).boundingBox())!];
  await page.mouse.move(first.x + 14, first.y + first.height / 2);
  await page.mouse.down();
  await page.mouse.move(first.x + 14, second.y + second.height * 0.8, { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => rows.locator("bdi").allInnerTexts()).toEqual(before.toReversed());
  await desk.shoot("pool-phone");
  await dialog.getByRole("button", { name: t.action.save }).click();
  await page.getByText(t.state.saved).waitFor();
});
