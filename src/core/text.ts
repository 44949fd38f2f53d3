/** What people may type: text made safe to store, show and compare. */

export type TextFault = "control_character" | "bidi_override" | "nul" | "lone_surrogate";
export type CleanText = { ok: true; value: string } | { ok: false; code: TextFault };

// Every C0 and C1 control; line ends and tabs are taken out first where several lines are allowed. Deprecated format
// controls, interlinear annotation marks and noncharacters are as little text as those are.
const CONTROL = /[\p{Cc}\u2028\u2029\u206A-\u206F\uFFF9-\uFFFB\p{Noncharacter_Code_Point}]/u;
// Embeddings, overrides and isolates: they turn what follows around, so that a name reads as another one.
const BIDI_OVERRIDE = /[\u202A-\u202E\u2066-\u2069]/u;
// Zero-width space, word joiner, byte order mark, soft hyphen: leftovers of other programs that nobody sees.
const LEFTOVERS = /[\u200B\u2060\uFEFF\u00AD]/gu;
const INVISIBLE = /^[\p{Default_Ignorable_Code_Point}\s]*$/u;

/**
 * Brings text to NFC, trims it and turns each run of white space into one space; refuses what no text needs.
 *
 * Refused with a code: NUL, lone surrogates, bidi embeddings, overrides and isolates, control characters and
 * noncharacters, and (unless `multiline`) tabs and line ends. With `multiline` lines end in `\n` and at most one empty
 * line stays between two. Kept: ZWJ and ZWNJ (Sinhala, Persian, emoji), and the marks LRM, RLM and ALM, which mixed
 * Arabic and Latin lines need and which turn nothing around. Text in which nothing is visible becomes empty.
 */
export function cleanText(input: string, options: { multiline?: boolean } = {}): CleanText {
  const fault = faultIn(options.multiline ? input.replace(/[\t\n\r\u2028\u2029]/g, " ") : input);
  if (fault) return { ok: false, code: fault };
  const text = input.replace(LEFTOVERS, "").normalize("NFC");
  if (INVISIBLE.test(text)) return { ok: true, value: "" };
  return { ok: true, value: options.multiline ? tidyLines(text) : tidyLine(text) };
}

function faultIn(text: string): TextFault | null {
  if (text.includes("\0")) return "nul";
  if (/\p{Surrogate}/u.test(text)) return "lone_surrogate";
  if (BIDI_OVERRIDE.test(text)) return "bidi_override";
  if (CONTROL.test(text)) return "control_character";
  return null;
}

function tidyLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function tidyLines(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/u).map(tidyLine);
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** Writes every decimal digit of any script (Arabic, Persian, Thai, full-width ...) as 0 to 9, and leaves the rest. */
export function digitsToAscii(text: string): string {
  return text.replace(/(?![0-9])\p{Decimal_Number}/gu, (digit) => String(digitValue(digit.codePointAt(0)!)));
}

/** Unicode keeps digits in unbroken runs from 0 to 9, so the count of digits right before one gives its value. */
function digitValue(codePoint: number): number {
  let zero = codePoint;
  while (/\p{Decimal_Number}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (codePoint - zero) % 10;
}
