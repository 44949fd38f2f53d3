import type { Browser, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";
import { bedCard, carryTo, openMondays, openWard, type Ward } from "./ward.ts";

/** What a ward does besides its usual morning, in either direction of reading. */
let clinic: Clinic;
let ward: Ward;
let sessions: { id: string; name: string }[];
let browser: Browser;

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  ward = await openWard(clinic);
  sessions = await openMondays(clinic, ward, [
    { name: "Morning", from: "09:00", to: "13:00" },
    { name: "Evening", from: "14:00", to: "18:00" },
  ]);
  await admit(0, 0, 0);
  await admit(0, 1, 1);
  await admit(0, 2, null);
  await admit(1, 3, 2);
  await ward.admin.post(`/sessions/${sessions[0]!.id}/beds/${ward.beds[3]!.id}`, {
    status: "out_of_service",
    reason: "المضخة معطلة",
  });
});

const admit = (session: number, patient: number, bed: number | null) =>
  clinic.desk.post(`/sessions/${sessions[session]!.id}/admissions`, {
    patient_id: clinic.patients[patient]!.id,
    ...(bed !== null && { bed_id: ward.beds[bed]!.id }),
  });
const nameOf = (patient: number) => clinic.patients[patient]!.name;
const button = (place: Locator | Page, name: string) => place.getByRole("button", { name, exact: true });
const onBed = (page: Page, session: string, bed: string, patient: number) =>
  bedCard(page, session, bed).getByText(nameOf(patient), { exact: true });
const menuOf = (page: Page, said: (typeof texts)[Language], name: string) =>
  button(page, said.board.menuOf.replace("{{name}}", name));

test("in Arabic, too, a patient is dragged onto a bed and sent to another session by keyboard", async () => {
  const t = texts.ar;
  await using desk = await openFrontDesk(browser, clinic, { language: "ar", path: "/sessions" });
  const { page } = desk;
  const tray = page.getByRole("region", { name: t.board.without });
  await tray.getByText(nameOf(2)).waitFor();
  await bedCard(page, "Morning", "Bed 4").getByText("المضخة معطلة").waitFor();
  await desk.shoot("board-ar");
  expect(await faultsOf(page)).toEqual([]);
  await carryTo(page, tray.getByText(nameOf(2)), bedCard(page, "Morning", "Bed 3"));
  await desk.shoot("board-ar-carried");
  await page.mouse.up();
  await onBed(page, "Morning", "Bed 3", 2).waitFor();

  // Escape, and letting go of it beside the beds, leave them there.
  await carryTo(page, onBed(page, "Morning", "Bed 3", 2), bedCard(page, "Evening", "Bed 1"));
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await carryTo(page, onBed(page, "Morning", "Bed 3", 2), page.getByRole("heading", { level: 1 }));
  await page.mouse.up();

  await menuOf(page, t, nameOf(2)).press("Enter");
  await page.getByRole("menuitem", { name: t.board.give }).press("Enter");
  const dialog = page.getByRole("dialog", { name: t.board.placeTitle.replace("{{name}}", nameOf(2)) });
  await dialog.getByRole("combobox", { name: t.board.session }).click();
  await page.getByRole("option", { name: "Evening" }).click();
  await dialog.getByRole("combobox", { name: t.board.bed }).click();
  await page.getByRole("option", { name: "Bed 1", exact: true }).click();
  await desk.shoot("board-ar-place");
  expect(await faultsOf(page)).toEqual([]);
  await button(dialog, t.board.placeDo).press("Enter");
  await onBed(page, "Evening", "Bed 1", 2).waitFor();
});

test("a patient is dragged to another session, and back where a bed is free", async () => {
  await using desk = await openFrontDesk(browser, clinic, { path: "/sessions" });
  const { page } = desk;
  await onBed(page, "Morning", "Bed 2", 1).waitFor();
  await carryTo(page, onBed(page, "Morning", "Bed 2", 1), bedCard(page, "Evening", "Bed 4"));
  await page.mouse.up();
  await onBed(page, "Evening", "Bed 4", 1).waitFor();
  await button(page, texts.en.undo.do).click();
  await onBed(page, "Morning", "Bed 2", 1).waitFor();
  await carryTo(page, onBed(page, "Morning", "Bed 2", 1), bedCard(page, "Morning", "Bed 3"));
  await page.mouse.up();
  await onBed(page, "Morning", "Bed 3", 1).waitFor();
  await desk.shoot("board-undo");
  await button(page, texts.en.undo.do).last().click();
  await onBed(page, "Morning", "Bed 2", 1).waitFor();
  await carryTo(page, onBed(page, "Morning", "Bed 2", 1), bedCard(page, "Evening", "Bed 4"));
  await page.mouse.up();
  await onBed(page, "Evening", "Bed 4", 1).waitFor();
  await carryTo(page, onBed(page, "Evening", "Bed 4", 1), bedCard(page, "Morning", "Bed 4"));
  await page.mouse.up();
  await page.getByRole("alert").getByText(texts.en.problem.bed_out_of_service).waitFor();
  await onBed(page, "Evening", "Bed 4", 1).waitFor();
});

test("a session admits nobody more and some again; cancelled, it lists whom to call and leads to the re-plan", async () => {
  const t = texts.en;
  await using desk = await openFrontDesk(browser, clinic, { path: "/sessions" });
  const { page } = desk;
  const evening = page.getByRole("region", { name: "Evening", exact: true });
  const choose = async (item: string) => {
    await menuOf(page, t, "Evening").click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };
  await choose(t.board.close);
  await evening.getByText(t.status.session.closed).waitFor();
  expect(await button(evening, t.board.admit).count()).toBe(0);
  await choose(t.board.reopen);
  await button(evening, t.board.admit).waitFor();

  await choose(t.board.cancel);
  const dialog = page.getByRole("dialog", { name: t.board.cancelTitle.replace("{{session}}", "Evening") });
  await dialog.getByRole("textbox", { name: t.board.outReason }).fill("No water");
  await button(dialog, t.board.cancelDo).click();
  await dialog.getByText(t.board.stranded).waitFor();
  await dialog.getByText(nameOf(3), { exact: true }).waitFor();
  await desk.shoot("board-cancelled");
  expect(await faultsOf(page)).toEqual([]);
  await button(dialog, t.action.close).last().click();
  await desk.shoot("board-stranded");
  expect(await button(evening, t.move.checkIn).count()).toBe(0);
  await button(evening, t.replan.these).click();
  await page.waitForURL(/\/plans\/.+/);
});

test("a session is put on by itself in the evening", async () => {
  const t = texts.en;
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.goto("/sessions");
  await button(page, t.board.putOn).click();
  const dialog = page.getByRole("dialog", { name: t.board.putOn });
  await dialog.getByRole("textbox", { name: t.record.name }).fill("Night");
  for (const [field, option] of [
    [t.booking.service, "Dialysis"],
    [t.weekly.pool, "Ward"],
  ] as const) {
    await dialog.getByRole("combobox", { name: field }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  }
  await dialog.getByLabel(new RegExp(`^${t.board.start}`)).fill("11:00");
  await dialog.getByLabel(new RegExp(`^${t.board.end}`)).fill("15:00");
  await button(dialog, t.board.putOn).click();
  await dialog.getByText(t.field.session_there).first().waitFor();
  await dialog.getByLabel(new RegExp(`^${t.board.start}`)).fill("19:00");
  await dialog.getByLabel(new RegExp(`^${t.board.end}`)).fill("23:00");
  await desk.shoot("board-put-on");
  expect(await faultsOf(page)).toEqual([]);
  await button(dialog, t.board.putOn).click();
  await button(page.getByRole("region", { name: "Night", exact: true }), t.board.admit).waitFor();
  await desk.shoot("board-night");
});

test("a session begins an hour later with its patients", async () => {
  const t = texts.en;
  await using desk = await openFrontDesk(browser, clinic, { path: "/sessions" });
  const { page } = desk;
  await menuOf(page, t, "Morning").click();
  await page.getByRole("menuitem", { name: t.board.move, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: t.board.moveTitle.replace("{{session}}", "Morning") });
  await dialog.getByLabel(new RegExp(`^${t.board.start}`)).fill("10:00");
  await button(dialog, t.board.moveDo).click();
  await dialog.getByText(t.board.nobodyStranded).waitFor();
  await dialog.getByText(nameOf(0), { exact: true }).waitFor();
  await desk.shoot("board-moved");
  await button(dialog, t.action.close).last().click();
  await page.getByRole("region", { name: "Morning" }).getByText(/10:00/).first().waitFor();
  await onBed(page, "Morning", "Bed 1", 0).waitFor();
});

test("a standing patient is admitted to each Monday but one that is closed, and ends", async () => {
  const t = texts.en;
  const next = new Date(Date.parse(clinic.date) + 7 * 86_400_000).toISOString().slice(0, 10);
  const { items } = await clinic.desk.get(`/sessions?clinic_id=${clinic.clinic.id}&from=${next}&to=${next}T23:00:00Z`);
  const closed = (items as typeof sessions).find(({ name }) => name === "Morning")!;
  await clinic.desk.post(`/sessions/${closed.id}/close`, {});
  await using desk = await openFrontDesk(browser, clinic, { path: "/sessions/standing" });
  const { page } = desk;
  await button(page, t.standing.new).click();
  const form = page.getByRole("dialog", { name: t.standing.new });
  await form.getByRole("searchbox", { name: t.patients.search }).fill("sara nab");
  await form.getByRole("list", { name: t.patients.found }).getByRole("button").first().click();
  await form.getByRole("combobox", { name: t.standing.sessions }).click();
  await page.getByRole("option", { name: /Morning/ }).click();
  await form.getByRole("combobox", { name: t.standing.sessions }).press("Escape");
  await form.getByRole("combobox", { name: t.standing.bed }).click();
  await page.getByRole("option", { name: "Bed 4", exact: true }).click();
  await desk.shoot("standing-form");
  await button(form, t.standing.save).click();
  const shown = page.getByRole("dialog", { name: t.standing.showOf.replace("{{name}}", nameOf(4)) });
  await shown.getByRole("heading", { name: t.standing.gaps }).waitFor();
  await shown.getByText(t.problem.session_closed).first().waitFor();
  await desk.shoot("standing-results");
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await button(page, t.standing.endOf.replace("{{name}}", nameOf(4))).click();
  await button(page.getByRole("dialog", { name: t.standing.endTitle }), t.standing.endDo).click();
  await page.getByText(t.standing.ended.replace("{{name}}", nameOf(4))).waitFor();
});
