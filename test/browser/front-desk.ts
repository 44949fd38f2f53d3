import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Page, WebSocketRoute } from "playwright-core";
import ar from "../../web/locales/ar.json" with { type: "json" };
import el from "../../web/locales/el.json" with { type: "json" };
import en from "../../web/locales/en.json" with { type: "json" };
import type { Clinic } from "./clinic.ts";
import { password } from "./furnish.ts";

export type Language = "en" | "ar" | "el";
export const texts = { en, ar, el } as const;

const screens = fileURLToPath(new URL("../../.screens/", import.meta.url));

export interface FrontDesk extends AsyncDisposable {
  page: Page;
  context: BrowserContext;
  /** Breaks the live connection and keeps it broken until the returned function is called. */
  cutOff(): Promise<() => void>;
  /** Keeps a picture to look at. */
  shoot(name: string): Promise<void>;
}

interface Options {
  language?: Language;
  email?: string;
  phone?: boolean;
}

/** A browser of its own at the clinic's clock, signed in through the page. Fails the test on any error of the page. */
export async function openFrontDesk(browser: Browser, clinic: Clinic, options: Options = {}): Promise<FrontDesk> {
  const { language = "en", email = clinic.emails.receptionist, phone = false } = options;
  const viewport = phone ? { width: 390, height: 844 } : { width: 1366, height: 768 };
  // Another zone than the clinic's: what is shown must not depend on where the browser stands.
  const context = await browser.newContext({ baseURL: clinic.url, viewport, timezoneId: "America/New_York" });
  await context.clock.install({ time: Date.now() + clinic.aheadMs });
  await context.addInitScript((chosen) => localStorage.setItem("tessera.language", chosen), language);
  const cutOff = await ownLiveConnection(context);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    // A refused request is written there too, and refusals are part of what is tested.
    if (message.type() === "error" && !message.text().startsWith("Failed to load")) faults.push(message.text());
  });
  await signIn(page, language, email);
  return {
    page,
    context,
    cutOff,
    async shoot(name) {
      mkdirSync(screens, { recursive: true });
      await page.screenshot({ path: `${screens}${name}.png`, animations: "disabled" });
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      if (faults.length > 0) throw new Error(`The page failed: ${faults.join("; ")}`);
    },
  };
}

/** Puts the live connections of the context's pages into the test's hands. */
async function ownLiveConnection(context: BrowserContext): Promise<FrontDesk["cutOff"]> {
  const open = new Set<WebSocketRoute>();
  let broken = false;
  await context.route("**/socket.io/**", (route) => (broken ? route.abort() : route.continue()));
  await context.routeWebSocket("**/socket.io/**", (socket) => {
    socket.connectToServer();
    open.add(socket);
  });
  return async () => {
    broken = true;
    await Promise.all([...open].map((socket) => socket.close({ code: 1001 })));
    open.clear();
    return () => {
      broken = false;
    };
  };
}

async function signIn(page: Page, language: Language, email: string): Promise<void> {
  const t = texts[language];
  await page.goto("/");
  await page.getByRole("textbox", { name: t.signIn.email }).fill(email);
  await page.getByLabel(t.signIn.password, { exact: true }).fill(password);
  await page.getByRole("button", { name: t.signIn.submit }).click();
  const desk = page.getByRole("status").filter({ hasText: t.connection.live });
  await desk
    .or(page.getByRole("navigation", { name: t.display.tools }))
    .first()
    .waitFor();
}

/** The number that a dashboard counter shows, as it is written there. */
export async function counterText(page: Page, label: string): Promise<string> {
  const text = await page.getByRole("group", { name: label, exact: true }).innerText();
  return text.replace(label, "").trim();
}

/** Waits until a counter shows the text; the page must get there by itself. */
export async function waitForCounter(page: Page, label: string, text: string): Promise<void> {
  await page
    .getByRole("group", { name: label, exact: true })
    .getByText(text, { exact: true })
    .waitFor({ timeout: 10_000 });
}
