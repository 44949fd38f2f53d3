/**
 * The id of a booking that people read, write and say over the phone, such as `7KQ-4XF-PMR`.
 *
 * Nine characters in threes: eight random ones and a check character. The 23 characters leave out what is easily taken
 * for something else by eye or ear (0 O, 1 I L, and Z for 2, S for 5, B for 8, N for M, V for W) and all vowels, so
 * that no word comes out by accident.
 *
 * The scheme is that of ISBN-10, modulo 23: the characters' values, weighted 9 down to 1, add up to 0. As 23 is prime
 * and no two weights are equal, it catches every wrong single character and every swap of two, adjacent or not. Eight
 * characters are 78 thousand million ids; uniqueness is the database's to hold.
 */
import { digitsToAscii } from "./text.ts";

const ALPHABET = "23456789CDFGHJKMPQRTWXY";
const RANDOM_LENGTH = 8;
const LENGTH = RANDOM_LENGTH + 1;
const BASE = ALPHABET.length;

/** Makes an id of 8 random bytes. Throws RangeError for fewer. */
export function makeBookingId(random: Uint8Array): string {
  if (random.length < 8) throw new RangeError(`a booking id needs 8 random bytes, got ${random.length}`);
  let rest = random.subarray(0, 8).reduce((number, byte) => number * 256n + BigInt(byte), 0n);
  const values: number[] = [];
  for (let i = 0; i < RANDOM_LENGTH; i++) {
    values.push(Number(rest % BigInt(BASE)));
    rest /= BigInt(BASE);
  }
  values.push((BASE - (weightedSum(values) % BASE)) % BASE);
  return inThrees(values.map((value) => ALPHABET[value]).join(""));
}

/**
 * Reads what a person typed: any letter case, spaces, dashes of all kinds, digits of any script.
 *
 * Gives the id as `makeBookingId` writes it, or null when it is none or its check character does not fit.
 */
export function readBookingId(text: string): string | null {
  const typed = digitsToAscii(text)
    .replace(/[\s\p{Dash}\p{Cf}]/gu, "")
    .toUpperCase();
  const values = Array.from(typed, (char) => ALPHABET.indexOf(char));
  if (values.length !== LENGTH || values.includes(-1) || weightedSum(values) % BASE !== 0) return null;
  return inThrees(typed);
}

/** The first value weighs 9, the last of a whole id (its check value) 1. */
function weightedSum(values: readonly number[]): number {
  return values.reduce((sum, value, i) => sum + value * (LENGTH - i), 0);
}

function inThrees(id: string): string {
  return `${id.slice(0, 3)}-${id.slice(3, 6)}-${id.slice(6)}`;
}
