import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchChromium } from "./chromium.ts";
import { type Clinic, openClinic } from "./clinic.ts";

interface Opened {
  clinic: Clinic;
  browser: Browser;
}

/** Opens a clinic and a browser for the tests of a file, and closes them behind the last one. `take` arranges what all of them need. */
export function openForTests(take: (opened: Opened) => void | Promise<void>): void {
  let opened: Opened | undefined;
  beforeAll(async () => {
    const [clinic, browser] = await Promise.all([openClinic(), launchChromium()]);
    opened = { clinic, browser };
    await take(opened);
  });
  afterAll(async () => {
    await opened?.browser.close();
    await opened?.clinic[Symbol.asyncDispose]();
  });
}
