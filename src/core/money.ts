/** Money as integers: amounts in a currency's minor unit (cents, fils), shares in basis points, never a float. */
import { digitsToAscii } from "./text.ts";

/**
 * Splits an amount by the practitioner's share in basis points (hundredths of a percent), rounded half to even.
 *
 * The clinic gets the rest, so the two always add up. Exact for every safe integer. Throws RangeError for an amount
 * that is negative or no safe integer, and for a share that is no integer from 0 to 10000.
 */
export function splitShare(
  totalMinor: number,
  basisPoints: number,
): { practitionerMinor: number; clinicMinor: number } {
  if (!Number.isSafeInteger(totalMinor) || totalMinor < 0)
    throw new RangeError(`not an amount to split: ${totalMinor}`);
  if (!Number.isInteger(basisPoints) || basisPoints < 0 || basisPoints > 10_000) {
    throw new RangeError(`not a share in basis points: ${basisPoints}`);
  }
  const total = BigInt(totalMinor);
  const practitioner = divideHalfToEven(total * BigInt(basisPoints), 10_000n);
  return { practitionerMinor: Number(practitioner), clinicMinor: Number(total - practitioner) };
}

function divideHalfToEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twiceTheRest = (dividend % divisor) * 2n;
  const roundsUp = twiceTheRest > divisor || (twiceTheRest === divisor && quotient % 2n === 1n);
  return roundsUp ? quotient + 1n : quotient;
}

// ISO 4217 list one, where it is not 2. Not from Intl: CLDR says what is usual in shops (0 for IQD, LBP, COP or HUF,
// against 3, 2, 2 and 2) and changes with the host, and then every stored amount would change by a factor of a hundred.
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
]);

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Whether this is an ISO 4217 code in upper case that Intl knows. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/** How many decimals the currency has by ISO 4217: JPY 0, EUR 2, KWD 3. Throws RangeError for an unknown one. */
export function currencyExponent(currency: string): number {
  if (!isCurrency(currency)) throw new RangeError(`not a currency: ${currency}`);
  return EXPONENTS.get(currency) ?? 2;
}

/**
 * Writes an amount as people of the locale do, exactly, with all the currency's decimals. Throws RangeError for an
 * unsafe integer.
 */
export function formatMinor(amountMinor: number, currency: string, locale: string): string {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`not an amount: ${amountMinor}`);
  const exponent = currencyExponent(currency);
  const format = new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  // A decimal string is formatted digit by digit; the quotient of two floats would be off for large amounts.
  return format.format(`${amountMinor}E-${exponent}` as `${number}`);
}

/**
 * Reads an amount as a person types it, such as `12,50`, `1 234.5` or `١٢٫٥٠`, into minor units.
 *
 * Digits of any script; decimals after a point, a comma or an Arabic ٫; thousands in well-formed groups. Null when it
 * is no amount, has more decimals than the currency, is negative or unsafe, and when it is ambiguous: `1,234` and
 * `1.234` in a currency with decimals may mean a thousand or one. Only in three-decimal currencies is `1.234` taken as
 * decimals, since that is how they are written. Throws RangeError for an unknown currency.
 */
export function parseMajor(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const typed = digitsToAscii(text).trim();
  const whole = readWhole(typed);
  const decimal = readDecimal(typed, exponent);
  if (whole !== null && LONE_MARK.test(typed) && exponent > 0) {
    return typed.includes(".") ? decimal : null;
  }
  return whole === null ? decimal : toMinor(whole, "", exponent);
}

// A single point or comma that could part thousands as well as decimals.
const LONE_MARK = /^\d+[.,،]\d+$/;
// Digits alone, in threes parted by one and the same mark throughout (point, comma, ٬, apostrophe, space), or in lakhs.
const WHOLE = [/^\d+$/, /^[1-9]\d{0,2}([.,،٬'’\s])\d{3}(?:\1\d{3})*$/, /^[1-9]\d?(?:,\d{2})+,\d{3}$/];

/** The digits of a whole number, plain or grouped; null when it is none. */
function readWhole(typed: string): string | null {
  return WHOLE.some((form) => form.test(typed)) ? typed.replace(/\D/g, "") : null;
}

function readDecimal(typed: string, exponent: number): number | null {
  const parts = /^(.*)([.,،٫])(\d+)$/.exec(typed);
  if (!parts) return null;
  const [, before = "", mark = "", decimals = ""] = parts;
  const whole = before === "" ? "0" : readWhole(before);
  if (whole === null || before.includes(mark) || decimals.length > exponent) return null;
  return toMinor(whole, decimals, exponent);
}

function toMinor(whole: string, decimals: string, exponent: number): number | null {
  const minor = Number(whole + decimals.padEnd(exponent, "0"));
  return Number.isSafeInteger(minor) ? minor : null;
}
