import type { Browser, Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import type { Clinic } from "./clinic.ts";
import { openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";

/** Text that is laid out while its letters are still on the way can stay unseen, though all of it is in the page. */
let clinic: Clinic;
let browser: Browser;

openForTests((opened) => {
  ({ clinic, browser } = opened);
});

/** Whether anything is drawn where the text is. */
async function isDrawn(text: Locator): Promise<boolean> {
  const drawn = await text.screenshot();
  await text.evaluate((element: HTMLElement) => element.style.setProperty("color", "transparent"));
  const bare = await text.screenshot();
  await text.evaluate((element: HTMLElement) => element.style.removeProperty("color"));
  return !drawn.equals(bare);
}

/** Of what stands in heavy letters, which come later than the others, what cannot be seen. */
async function unseenOn(page: Page): Promise<string[]> {
  const unseen: string[] = [];
  for (const text of [page.locator(".brand"), page.getByRole("heading", { level: 1 })])
    if (!(await isDrawn(text))) unseen.push(await text.innerText());
  return unseen;
}

test("a page that begins in Arabic shows its letters", async () => {
  await using desk = await openFrontDesk(browser, clinic, { language: "ar", path: "/contracts" });
  expect(await unseenOn(desk.page)).toEqual([]);
});

test("so does one that becomes Arabic", async () => {
  await using desk = await openFrontDesk(browser, clinic, { path: "/contracts" });
  const { page } = desk;
  await page.getByRole("button", { name: texts.en.shell.language }).click();
  await page.getByRole("menuitem", { name: texts.en.language.ar }).click();
  await page.getByRole("heading", { level: 1, name: texts.ar.nav.contracts }).waitFor();
  expect(await unseenOn(page)).toEqual([]);
});
