import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page, Route, WebSocketRoute } from "playwright-core";
import ar from "../../web/locales/ar.json" with { type: "json" };
import el from "../../web/locales/el.json" with { type: "json" };
import en from "../../web/locales/en.json" with { type: "json" };
import type { Clinic } from "./clinic.ts";
import { signIn } from "./desk.ts";
import { password } from "./furnish.ts";

export type Language = "en" | "ar" | "el";
export const texts = { en, ar, el } as const;

const screens = fileURLToPath(new URL("../../.screens/", import.meta.url));

export interface FrontDesk extends AsyncDisposable {
  page: Page;
  context: BrowserContext;
  /** Breaks the live connection and keeps it broken until the returned function is called. */
  cutOff(): Promise<() => Promise<void>>;
  /** Keeps a picture to look at. */
  shoot(name: string): Promise<void>;
}

interface Options {
  language?: Language;
  email?: string;
  phone?: boolean;
  /** Where the page is opened; the dashboard unless told otherwise. */
  path?: string;
  look?: Pick<BrowserContextOptions, "colorScheme" | "reducedMotion">;
}

/**
 * A browser of its own at the clinic's clock, with a session of its own. Fails the test on any error of the page.
 *
 * Signing in through the page is `session.test.ts`; here it would cost every test another page.
 */
export async function openFrontDesk(browser: Browser, clinic: Clinic, options: Options = {}): Promise<FrontDesk> {
  const { language = "en", email = clinic.emails.receptionist, phone = false, path = "/", look } = options;
  const viewport = phone ? { width: 390, height: 844 } : { width: 1366, height: 768 };
  // Another zone than the clinic's: what is shown must not depend on where the browser stands.
  const context = await browser.newContext({ baseURL: clinic.url, viewport, timezoneId: "America/New_York", ...look });
  await bringSession(context, clinic, email);
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
  await leaveMessages(page);
  await page.goto(path);
  await untilLive(page, language);
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

/**
 * A message stays while the mouse is on it. Who wants what lies behind one takes the mouse away, which the driver does not do by
 * itself where the message came up under its last click.
 */
async function leaveMessages(page: Page): Promise<void> {
  const read = page.locator(".mantine-Notification-root:hover");
  await page.addLocatorHandler(read, () => page.mouse.move(0, 0), { noWaitAfter: true });
}

async function bringSession(context: BrowserContext, clinic: Clinic, email: string): Promise<void> {
  const { cookie } = await signIn(clinic.url, email, password);
  const [name, value] = cookie.split("=", 2) as [string, string];
  await context.addCookies([{ name, value, url: clinic.url, httpOnly: true, sameSite: "Lax" }]);
}

/**
 * Puts the live connections of the context's pages into the test's hands.
 *
 * Requests are routed only while the connection is broken: a browser whose requests are routed keeps nothing in its cache.
 */
async function ownLiveConnection(context: BrowserContext): Promise<FrontDesk["cutOff"]> {
  const open = new Set<WebSocketRoute>();
  await context.routeWebSocket("**/socket.io/**", (socket) => {
    socket.connectToServer();
    open.add(socket);
  });
  const refuse = (route: Route) => route.abort();
  return async () => {
    await context.route("**/socket.io/**", refuse);
    await Promise.all([...open].map((socket) => socket.close({ code: 1001 })));
    open.clear();
    return () => context.unroute("**/socket.io/**", refuse);
  };
}

async function untilLive(page: Page, language: Language): Promise<void> {
  const desk = page.getByRole("status").filter({ hasText: texts[language].connection.live });
  await desk
    .or(page.getByRole("navigation", { name: texts[language].display.tools }))
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
