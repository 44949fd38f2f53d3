import type { Browser } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";
import { treat } from "./the-queue.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

test("money is taken, voided, waived and counted, and the day balances", async () => {
  await treat(clinic, 1);
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const dialog = page.getByRole("dialog");
  await page.getByRole("link", { name: t.nav.dayClose, exact: true }).click();
  await page.getByRole("button", { name: t.dayClose.openMine }).click();
  await dialog.getByRole("textbox", { name: "In the drawer now (EGP)" }).fill("100");
  await dialog.getByRole("button", { name: t.dayClose.open, exact: true }).click();
  await page.getByText("should hold EGP 100.00").waitFor();

  await page.getByRole("link", { name: t.nav.payments, exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(clinic.patients[1]!.name) });
  await row.getByRole("button", { name: t.action.collect }).click();
  await dialog.getByRole("textbox", { name: "Amount (EGP)" }).fill("300");
  await dialog.getByRole("button", { name: t.action.collect }).click();
  await row.getByText("EGP 500.50").waitFor();

  await row.getByRole("button", { name: t.action.collect }).click();
  await dialog.getByRole("button", { name: t.money.void, exact: true }).click();
  await dialog.getByRole("button", { name: t.money.void, exact: true }).click();
  await dialog.getByText(t.field.required).waitFor();
  await dialog.getByRole("textbox", { name: t.money.reason }).fill("Wrong patient");
  await dialog.getByRole("button", { name: t.money.void, exact: true }).click();
  await page.getByText("EGP 300.00 voided").waitFor();
  await row.getByText("EGP 800.50").first().waitFor();

  await row.getByRole("button", { name: t.action.collect }).click();
  await dialog.getByText(/Wrong patient/).waitFor();
  await desk.shoot("payment-voided");
  await dialog.getByRole("button", { name: t.money.waive, exact: true }).click();
  await dialog.getByRole("textbox", { name: "Amount (EGP)" }).fill("700.50");
  await dialog.getByRole("textbox", { name: t.money.reason }).fill("A neighbour of the clinic");
  await dialog.getByRole("button", { name: t.money.waive, exact: true }).click();
  await row.getByText("EGP 100.00").first().waitFor();
  await row.getByRole("button", { name: t.action.collect }).click();
  await expect.poll(() => dialog.getByRole("textbox", { name: "Amount (EGP)" }).inputValue()).toBe("100.00");
  await dialog.getByRole("button", { name: t.action.collect }).click();
  await page.getByText(t.payments.nothingDue).waitFor();

  await page.getByRole("link", { name: t.nav.dayClose, exact: true }).click();
  await page.getByText("should hold EGP 200.00").waitFor();
  await page.getByRole("button", { name: t.dayClose.close }).click();
  await dialog.getByRole("button", { name: t.dayClose.close }).click();
  await dialog.getByRole("alert").getByText(t.problem.drawer_open).waitFor();
  await dialog.getByRole("button", { name: t.action.cancel }).click();
  await page.getByRole("button", { name: t.dayClose.countIt, exact: true }).click();
  await dialog.getByRole("textbox", { name: "Counted (EGP)" }).fill("199.50");
  await dialog.getByRole("button", { name: t.dayClose.closeDrawer }).click();
  await page.getByText("EGP 0.50 is missing").waitFor();
  await page.getByRole("button", { name: t.dayClose.close }).click();
  await dialog.getByRole("button", { name: t.dayClose.close }).click();
  await page.getByText(t.dayClose.closed, { exact: true }).waitFor();
  await desk.shoot("day-close");

  const day = await clinic.desk.get(`/day-close?clinic_id=${clinic.clinic.id}&date=${clinic.date}`);
  expect(day).toMatchObject({
    status: "closed",
    totals: [{ currency: "EGP", net_minor: 10_000, cash_minor: 10_000, waived_minor: 70_050 }],
  });
  await using arabic = await openFrontDesk(browser, clinic, { language: "ar" });
  await arabic.page.getByRole("link", { name: texts.ar.nav.dayClose, exact: true }).click();
  await arabic.page.getByText(texts.ar.dayClose.closed, { exact: true }).waitFor();
  await arabic.shoot("day-close-ar");
});
