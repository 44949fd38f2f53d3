import type { Browser, Page } from "playwright-core";
import { expect, test } from "vitest";
import { faultsOf } from "./axe.ts";
import type { Clinic } from "./clinic.ts";
import { type Language, openFrontDesk, texts } from "./front-desk.ts";
import { openForTests } from "./open-for-tests.ts";
import { roomOf, walkIn } from "./the-queue.ts";

let clinic: Clinic;
let browser: Browser;
let room: { id: string; name: string };

openForTests(async (opened) => {
  ({ clinic, browser } = opened);
  room = await roomOf(clinic);
});

const openWall = (language: Language = "en", phone = false) =>
  openFrontDesk(browser, clinic, { language, phone, email: clinic.emails.display });
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("the wall shows a call within a second, says it once, and names nobody", async () => {
  const t = texts.en.display;
  await using wall = await openWall();
  const { page } = wall;
  await page.getByRole("heading", { level: 1, name: clinic.clinic.name }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/display");
  const tookMs: number[] = [];
  for (const patient of [0, 1, 2, 3, 4]) {
    const { id, queue_number: number } = await walkIn(clinic, { patient });
    await part(page, t.next).getByText(String(number), { exact: true }).waitFor();
    const since = performance.now();
    await clinic.desk.post(`/visits/${id}/call`, { room_id: room.id });
    await part(page, t.called).getByText(String(number), { exact: true }).waitFor();
    tookMs.push(performance.now() - since);
  }
  console.log(`call to wall: ${tookMs.map((ms) => Math.round(ms)).join(", ")} ms`);
  expect(tookMs.toSorted((one, other) => one - other)[2]).toBeLessThan(1_000);
  await part(page, t.called).getByText(room.name).first().waitFor();
  await page.getByText("Number 5, please go to Room 1.").waitFor({ state: "attached" });
  const said = await page.locator("body").innerText();
  for (const { name } of clinic.patients) expect(said).not.toContain(name);
  await wall.shoot("display-en");
  expect(await faultsOf(page)).toEqual([]);
});

test("the wall says when it is not live, and catches up by itself", async () => {
  const t = texts.en.display;
  await using wall = await openWall();
  const { page } = wall;
  const stale = page.getByRole("status");
  await expect.poll(() => stale.count(), { timeout: 15_000 }).toBe(0);
  const restore = await wall.cutOff();
  await stale.filter({ hasText: t.notLive.replace(/:.*/, "") }).waitFor();
  await wall.shoot("display-not-live");
  const { id, queue_number: number } = await walkIn(clinic, {});
  await clinic.desk.post(`/visits/${id}/call`, {});
  await restore();
  await part(page, t.called).getByText(String(number), { exact: true }).waitFor();
  await expect.poll(() => stale.count(), { timeout: 15_000 }).toBe(0);
});

test("whoever is signed in for the wall sees nothing else", async () => {
  await using wall = await openWall();
  const { page } = wall;
  for (const path of ["/queue", "/patients", "/payments"]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: clinic.clinic.name }).waitFor();
    expect(new URL(page.url()).pathname).toBe("/display");
  }
});

for (const [language, phone, scheme] of [
  ["ar", false, "dark"],
  ["ar", true, "light"],
  ["el", false, "light"],
] as const satisfies [Language, boolean, "light" | "dark"][]) {
  test(`the wall can be read (${language}, ${phone ? "phone" : "large"}, ${scheme})`, async () => {
    const t = texts[language].display;
    const { id, queue_number: number } = await walkIn(clinic, {});
    await walkIn(clinic, {});
    await clinic.desk.post(`/visits/${id}/call`, { room_id: room.id });
    await using wall = await openWall(language, phone);
    const { page } = wall;
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const shown = new Intl.NumberFormat(`${language}-EG`).format(number);
    await part(page, t.called).getByText(shown, { exact: true }).waitFor();
    await wall.shoot(`display-${language}-${phone ? "phone" : "large"}-${scheme}`);
    expect(await faultsOf(page)).toEqual([]);
  });
}
