import type { Locator, Page } from "playwright-core";

/** The calendar's card of a patient. */
export const card = (page: Page, name: string): Locator => page.getByRole("button", { name: new RegExp(name) });

/** Drags a card by its middle, in the small steps of a hand. */
export async function drag(page: Page, from: Locator, byX: number, byY: number): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  const box = (await from.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) await page.mouse.move(x + (byX * step) / 10, y + (byY * step) / 10);
  await page.mouse.up();
}

/** The grid draws a quarter of an hour 26 px high. */
export const pixelsPerMinute = 26 / 15;
