import { currencyExponent } from "../../src/core/money.ts";
import type { ListedPayment } from "../api/types.ts";

type Owed = Pick<ListedPayment, "total_minor" | "amount_paid_minor">;

/** What is still to be paid, in minor units. */
export const balanceOf = ({ total_minor, amount_paid_minor }: Owed): number => total_minor - amount_paid_minor;

/** An amount as a person would type it: `1250` EUR cents become `12.50`. */
export function amountText(minor: number, currency: string): string {
  const places = currencyExponent(currency);
  const text = String(minor).padStart(places + 1, "0");
  return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
}
