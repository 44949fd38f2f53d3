/** Finding a person by name in any script, as it is typed and not as it is spelled. */
import { digitsToAscii } from "./text.ts";

// Marks that people leave out or type otherwise: Latin, Greek and Cyrillic accents and Arabic tashkeel and hamza (which
// Unicode shares between scripts as "inherited"), Hebrew points. Not the Japanese voicing marks, and not the vowel
// signs of Sinhala, Tamil, Thai and their like, which belong to their script: without them another name is left.
const LOOSE_MARKS = /(?![\u3099\u309A])(?=\p{M})[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Hebrew}]/gu;
// Apostrophes of all kinds, transcribed hamza and ayn, tatweel, and what cannot be seen (ZWJ, ZWNJ, direction marks).
const IGNORED = /['’‘`´＇׳\u02B9-\u02BF\u0640\p{Default_Ignorable_Code_Point}]/gu;
const BETWEEN_WORDS = /[^\p{L}\p{M}\p{N}]+/gu;

// What is left to unify when marks are gone and letters are small: Arabic letter variants with those of Persian and
// Urdu keyboards, the Greek final sigma, and Latin letters that do not fall apart into letter and mark.
const ARABIC = { ٱ: "ا", ى: "ي", ی: "ي", ې: "ي", ے: "ي", ة: "ه", ە: "ه", ہ: "ه", ھ: "ه", ک: "ك" };
const EUROPEAN = { ς: "σ", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", ħ: "h", ł: "l", ŧ: "t", þ: "th" };
const VARIANTS: Readonly<Record<string, string>> = { ...ARABIC, ...EUROPEAN };
const VARIANT = new RegExp(`[${Object.keys(VARIANTS).join("")}]`, "gu");

// Slave of, father of, son of: written with or without a space before the name that follows.
const ARABIC_COMPOUND = /(?<=^| )(عبد|ابو|بن|ابن) (?=\p{Script=Arabic})/gu;

/**
 * The search key of a name: its words in small letters without loose marks and letter variants, parted by one space.
 *
 * For search only, never for identity: it makes one key of names that may be two people's (Işık and Isik). Hyphens and
 * other punctuation part words; apostrophes vanish; عبد الله and عبدالله are one word. A name without a letter or digit
 * has the empty key.
 */
export function nameKey(name: string): string {
  // Ignored characters go twice: NFKD would make a space of an accent ´ typed for an apostrophe, and folding ŉ makes one. The Greek
  // accents that stand alone are the same two only once they are composed.
  const letters = foldCase(name.normalize("NFC").replace(IGNORED, "").normalize("NFKD"))
    .replace(LOOSE_MARKS, "")
    .replace(IGNORED, "")
    .replace(VARIANT, (letter) => VARIANTS[letter]!);
  const words = digitsToAscii(letters).replace(BETWEEN_WORDS, " ").trim();
  return words.replace(ARABIC_COMPOUND, "$1").normalize("NFC");
}

/**
 * Whether every word of the query is found within some word of the name, in any order. An empty query finds every name.
 */
export function nameMatches(query: string, name: string): boolean {
  const words = nameKey(name).split(" ");
  return nameKey(query)
    .split(" ")
    .every((part) => words.some((word) => word.includes(part)));
}

/** Full case folding: by way of the capitals, where ß is SS and ı is I; small first, since ẞ is its own capital. */
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}
