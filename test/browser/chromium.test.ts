import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { launchChromium } from "./chromium.ts";

const fontFile = createRequire(import.meta.url).resolve(
  "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
);

test("the bundled Chromium runs, clicks, and joins Arabic letters with a web font", async () => {
  const font = readFileSync(fontFile).toString("base64");
  const html = `<html dir="rtl"><style>
    @font-face { font-family: "Noto Sans Arabic"; src: url(data:font/woff2;base64,${font}); }
    * { font: 32px "Noto Sans Arabic" }
  </style><button onclick="this.textContent = 'تم'">احجز</button><p><span>محمد</span></p><p><span>م ح م د</span></p></html>`;
  await using browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`);
  await page.getByRole("button", { name: "احجز" }).click();
  expect(await page.getByRole("button").textContent()).toBe("تم");
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate(() => [...document.fonts].map(({ status }) => status))).toEqual(["loaded"]);
  const [joined, apart] = await page
    .locator("span")
    .evaluateAll((spans) => spans.map((span) => span.getBoundingClientRect().width));
  expect(joined).toBeGreaterThan(20);
  expect(joined).toBeLessThan(apart! * 0.8);
});
