import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./chromium.ts";
import { type Clinic, openClinic } from "./clinic.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { treat } from "./the-queue.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

beforeAll(async () => {
  [clinic, browser] = await Promise.all([openClinic(), launchChromium()]);
});
afterAll(async () => {
  await browser?.close();
  await clinic?.[Symbol.asyncDispose]();
});

test("a payment is collected in parts and given back, and every amount is exact", async () => {
  await treat(clinic, 2);
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.getByRole("link", { name: t.nav.payments, exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(clinic.patients[2]!.name) });
  await row.getByRole("button", { name: t.action.collect }).click();

  const dialog = page.getByRole("dialog", { name: t.payments.collectTitle });
  const amount = dialog.getByRole("textbox", { name: "Amount (EGP)" });
  expect(await amount.inputValue()).toBe("800.50");
  const collect = dialog.getByRole("button", { name: t.action.collect });
  await amount.fill("800.51");
  await collect.click();
  await dialog.getByRole("alert").getByText(t.problem.exceeds_balance).waitFor();
  await desk.shoot("payments-too-much");
  await amount.fill("300,25");
  await dialog.getByText(t.payments.methods.visa).click();
  await collect.click();
  await page.getByText("EGP 300.25 collected").waitFor();
  await row.getByText("EGP 500.25").waitFor();

  await row.getByRole("button", { name: t.action.collect }).click();
  // The dialog that is closing keeps what was typed until the next one has come.
  await expect.poll(() => amount.inputValue(), { timeout: 15_000 }).toBe("500.25");
  await dialog
    .getByRole("listitem")
    .filter({ hasText: /Receipt.*Card.*300\.25/ })
    .waitFor();
  await desk.shoot("payments-second-part");
  await collect.click();
  await page.getByText(t.payments.nothingDue).waitFor();

  await page.getByText(t.payments.views.all, { exact: true }).click();
  await row.getByText(t.status.payment.paid).waitFor();
  await row.getByRole("button", { name: t.action.refund }).click();
  const refunding = page.getByRole("dialog", { name: t.payments.refundTitle });
  await refunding.getByRole("textbox", { name: "Amount (EGP)" }).fill("0.50");
  await refunding.getByRole("button", { name: t.action.refund }).click();
  await page.getByText("EGP 0.50 refunded").waitFor();
  await row.getByText("EGP 800.00").waitFor();
});
