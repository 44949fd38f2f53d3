/** Phone numbers: one written form to store, and what is typed of one to search by. */
import { isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import { digitsToAscii } from "./text.ts";

/**
 * The number in E.164 (`+201001234567`), read as people of the country (ISO 3166, such as `EG`) would dial it; null
 * when no such number can exist.
 *
 * Digits of any script. A whole number is needed: text around it, letters and an extension are refused, since E.164
 * would lose them. Where the country is unknown only numbers with `+` are read.
 */
export function normalizePhone(input: string, country: string): string | null {
  const number = parsePhoneNumberFromString(dialled(input), {
    ...(isSupportedCountry(country) ? { defaultCountry: country } : {}),
    extract: false,
  });
  return number?.isValid() && !number.ext ? number.number : null;
}

/**
 * The digits of a part of a number, to look for within E.164 numbers; empty when there are none.
 *
 * Leading zeros go (`0100` and `0020 100` are dialled, `+20100` is stored): no E.164 number starts with one.
 */
export function phoneDigits(input: string): string {
  return dialled(input)
    .replace(/[^0-9]/g, "")
    .replace(/^0+/, "");
}

/** Without the direction marks that come along when a number is copied out of Arabic text. */
function dialled(input: string): string {
  return digitsToAscii(input)
    .replace(/\p{Cf}/gu, "")
    .trim();
}
