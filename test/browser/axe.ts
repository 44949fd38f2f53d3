import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/**
 * What keeps somebody from using what is shown: what axe finds, and what lies beside the screen.
 *
 * "Legacy" looks through the page where it is; otherwise a second page is opened for each look, which only foreign frames need.
 */
export async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return [...serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`), ...(await besideScreen(page))];
}

/** A page must not be moved sideways; what is wider than the screen is moved within it. */
async function besideScreen(page: Page): Promise<string[]> {
  const beside = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return beside > 0 ? [`${beside} px lie beside the screen`] : [];
}
