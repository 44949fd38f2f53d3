import type { Browser, Page } from "playwright-core";
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

/** Treats a patient, and opens the dialog that asks for all of the price. */
async function beginCollecting(page: Page, patient: number) {
  await treat(clinic, patient);
  await page.getByRole("link", { name: t.nav.payments, exact: true }).click();
  const row = page.getByRole("row", { name: new RegExp(clinic.patients[patient]!.name) });
  await row.getByRole("button", { name: t.action.collect }).click();
  const dialog = page.getByRole("dialog", { name: t.payments.collectTitle });
  const amount = dialog.getByRole("textbox", { name: "Amount (EGP)" });
  expect(await amount.inputValue()).toBe("800.50");
  return { row, dialog, amount };
}

test("a payment is collected in parts and given back, and every amount is exact", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  const { row, dialog, amount } = await beginCollecting(page, 2);
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

/** Another desk takes 300.50 of what this patient owes. */
async function collectElsewhere(patient: number) {
  const { items } = (await clinic.desk.get(`/payments?patient_id=${clinic.patients[patient]!.id}`)) as unknown as {
    items: { id: string }[];
  };
  const part = { kind: "receipt", amount_minor: 30_050, method: "cash" };
  await clinic.desk.post(`/payments/${items[0]!.id}/entries`, part);
}

test("what another desk has collected meanwhile is not asked for again", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { amount } = await beginCollecting(desk.page, 3);
  await collectElsewhere(3);
  await expect.poll(() => amount.inputValue()).toBe("500.00");
});

test("nor is it let go, and the reason that is being written stays", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { dialog } = await beginCollecting(desk.page, 4);
  await dialog.getByRole("button", { name: t.money.waive }).click();
  const waiving = desk.page.getByRole("dialog", { name: t.money.waiveTitle });
  const amount = waiving.getByRole("textbox", { name: "Amount (EGP)" });
  const reason = waiving.getByRole("textbox", { name: t.money.reason });
  await reason.fill("She waited for two hours");
  await collectElsewhere(4);
  await expect.poll(() => amount.inputValue()).toBe("500.00");
  expect(await reason.inputValue()).toBe("She waited for two hours");
  await waiving.getByRole("button", { name: t.money.waive }).click();
  await desk.page.getByText(t.money.waived).waitFor();
});
