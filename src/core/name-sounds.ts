/** How a name sounds, in whatever letters it is written: to find one person's two records, never for identity. */
import { nameKey } from "./names.ts";

// Words that are written with or without a space before the name that follows: the article, slave of, father of, son of.
const JOINED = /(?<=^| )(abd|abdel|abdul|abdal|abou|abu|bin|ben|ibn|al|el|ul) (?=\p{Script=Latin})/gu;

// Two letters for one sound come before single ones. What Greek writes with two sounds otherwise at the beginning of a word.
const PAIRS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[αε])υ/gu, "φ"],
  [/(?<=^| )μπ/gu, "b"],
  [/(?<=^| )ντ/gu, "d"],
  [/(?<=^| )γκ/gu, "g"],
  [/γ(?=[γκξχ])/gu, "n"],
  [/(?<=n)κ/gu, "g"],
  [/ph/gu, "f"],
  [/sch|tch|sh/gu, "s"],
  [/kh|ch/gu, "h"],
  [/gh|dj/gu, "g"],
  [/th/gu, "t"],
  [/dh/gu, "d"],
  [/ck/gu, "k"],
  [/c(?=[eiy])/gu, "s"],
];

const SOUNDS: Readonly<Record<string, string>> = {
  ...sounds("b", "pπبپ"),
  ...sounds("f", "vβφفڤ"),
  ...sounds("t", "τθتثطٹ"),
  ...sounds("d", "δدذضڈ"),
  ...sounds("k", "cqκقك"),
  ...sounds("g", "jγجغگ"),
  ...sounds("h", "χحخه"),
  ...sounds("s", "σسشصچ"),
  ...sounds("z", "ζزظژ"),
  ...sounds("l", "λل"),
  ...sounds("m", "μم"),
  ...sounds("n", "νنں"),
  ...sounds("r", "ρر"),
  ...sounds("ks", "xξ"),
  ...sounds("bs", "ψ"),
};
const SOUNDING = new RegExp(`[${Object.keys(SOUNDS).join("")}]`, "gu");
const VOWELS = "aeiouywαεηιουωاويعء";

/**
 * The consonants of a name's words, in the order of the alphabet: Γιώργος Παπαδόπουλος and Papadopoulos Giorgos are one, so are
 * محمد عبد الرحمن and Mohammed Abdel-Rahman.
 *
 * Vowels say no more than that a word begins with one: Arabic writes few of them and transcriptions agree on none. Letters of
 * other scripts stay as they are.
 */
export function soundKey(name: string): string {
  const words = nameKey(name).replace(JOINED, "$1").replace(JOINED, "$1");
  const spelled = PAIRS.reduce((text, [pair, sound]) => text.replace(pair, sound), words);
  return spelled
    .split(" ")
    .map(soundOf)
    .filter((word) => word !== "")
    .sort()
    .join(" ");
}

function soundOf(word: string): string {
  const consonants = word
    .replace(SOUNDING, (letter) => SOUNDS[letter]!)
    .replace(new RegExp(`(?<!^)[${VOWELS}]`, "gu"), "")
    .replace(new RegExp(`^[${VOWELS}]`, "u"), "a");
  // Also the ending that Arabic hears and Latin may leave out: Fatima, Fatimah.
  return consonants.replace(/(.)\1+/gu, "$1").replace(/(?<=..)h$/u, "");
}

function sounds(sound: string, letters: string): Record<string, string> {
  return Object.fromEntries(Array.from(letters, (letter) => [letter, sound]));
}
