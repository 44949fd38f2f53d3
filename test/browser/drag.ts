import type { Locator, Page } from "playwright-core";

/** The calendar's card of a patient. */
export const card = (page: Page, name: string): Locator => page.getByRole("button", { name: new RegExp(name) });

/** Drags a card by its middle. Hovering waits for a card that is being drawn anew. */
export async function drag(page: Page, from: Locator, byX: number, byY: number): Promise<void> {
  await from.hover();
  const { x, y } = await middleOf(from);
  await dragTo(page, { x, y }, { x: x + byX, y: y + byY });
}

interface Point {
  x: number;
  y: number;
}

export async function middleOf(element: Locator): Promise<Point> {
  const { x, y, width, height } = (await element.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

export async function dragTo(page: Page, from: Point, to: Point): Promise<void> {
  await carry(page, from, to);
  await page.mouse.up();
}

/** Takes what is there in the small steps of a hand, and holds still. */
export async function carry(page: Page, from: Point, to: Point): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++)
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 10, from.y + ((to.y - from.y) * step) / 10);
}

/** The grid draws a quarter of an hour 26 px high. */
export const pixelsPerMinute = 26 / 15;
