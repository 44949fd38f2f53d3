import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { password } from "./furnish.ts";
import { openForTests } from "./open-for-tests.ts";

const t = texts.en;
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

test("a wrong password is said, the right one leads to where the person wanted to go", async () => {
  const context = await browser.newContext({ baseURL: clinic.url, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto("/payments?show=all");
  await page.getByRole("textbox", { name: t.signIn.email }).fill(clinic.emails.receptionist);
  await page.getByLabel(t.signIn.password, { exact: true }).fill("wrong");
  await page.getByRole("button", { name: t.signIn.submit }).click();
  await page.getByRole("alert").getByText(t.problem.wrong_credentials).waitFor();
  await page.getByLabel(t.signIn.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: t.signIn.submit }).click();
  await page.waitForURL("**/payments?show=all");
  await context.close();
});

test("the language is switched before signing in, turns the page round, and is remembered in and out", async () => {
  const context = await browser.newContext({ baseURL: clinic.url, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("button", { name: t.shell.language }).click();
  await page.getByRole("menuitem", { name: t.language.ar }).click();
  await page.getByRole("heading", { name: texts.ar.signIn.title }).waitFor();
  expect(await page.locator("html").getAttribute("dir")).toBe("rtl");
  await page.reload();
  await signIn(page, "ar");
  await page.getByRole("button", { name: texts.ar.shell.account }).click();
  await page.getByRole("menuitem", { name: texts.ar.shell.signOut }).click();
  await page.getByRole("heading", { name: texts.ar.signIn.title }).waitFor();
  await page.getByRole("button", { name: texts.ar.shell.language }).click();
  await page.getByRole("menuitem", { name: t.language.el }).click();
  await page.getByRole("heading", { name: texts.el.signIn.title }).waitFor();
  expect(await page.locator("html").getAttribute("dir")).toBe("ltr");
  await signIn(page, "el");
  await context.close();
});

async function signIn(page: Page, language: Language): Promise<void> {
  const { signIn: form, connection } = texts[language];
  await page.getByRole("textbox", { name: form.email }).fill(clinic.emails.receptionist);
  await page.getByLabel(form.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: form.submit }).click();
  await page.getByRole("status").filter({ hasText: connection.live }).waitFor();
}

test("by keyboard: n starts a booking, / searches a patient, the first Tab skips to the content", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.keyboard.press("n");
  await page.getByRole("heading", { name: t.booking.new, level: 1 }).waitFor();
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: t.patients.search });
  await search.waitFor();
  await page.keyboard.type("nasser /n");
  expect(await search.inputValue()).toBe("nasser /n");
  await page.goto("/queue");
  await page.getByRole("heading", { name: t.queue.title, level: 1 }).waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
});

test("whoever signs out sees nothing any more, also by going back", async () => {
  await using desk = await openFrontDesk(browser, clinic);
  const { page } = desk;
  await page.getByRole("button", { name: t.shell.account }).click();
  await page.getByRole("menuitem", { name: t.shell.signOut }).click();
  await page.getByRole("heading", { name: t.signIn.title }).waitFor();
  await page.goto("/queue");
  await page.getByRole("heading", { name: t.signIn.title }).waitFor();
});
