import { isUtf8 } from "node:buffer";
import { refused } from "./problem.ts";

const newline = 0x0a;

/**
 * The file's text: UTF-8 with or without a byte order mark, every line end as `\n`.
 *
 * Throws `ImportRefused` for other encodings (with the line and the byte at which they show), for NUL and for an empty file.
 */
export function readText(bytes: Uint8Array): string {
  if (bytes.length === 0) throw refused(1, "empty_file", "The file is empty.");
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff))
    throw refused(1, "wrong_encoding", 'The file is UTF-16. Save it as "CSV UTF-8".');
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    throw refused(lineOfByte(bytes, nul), "nul", `There is a NUL at byte ${nul + 1}: this is no plain text file.`);
  if (!isUtf8(bytes)) {
    const at = firstInvalidByte(bytes);
    throw refused(
      lineOfByte(bytes, at),
      "wrong_encoding",
      `The file is not UTF-8 at byte ${at + 1}. Save it as "CSV UTF-8", or convert it (iconv -t UTF-8).`,
    );
  }
  // Decoding drops the byte order mark.
  const text = new TextDecoder("utf-8").decode(bytes).replace(/\r\n?/g, "\n");
  if (text.trim() === "") throw refused(1, "empty_file", "The file holds nothing but white space.");
  return text;
}

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean => start.every((byte, i) => bytes[i] === byte);

/** Halves the range in which the first bad byte lies; a character that a half cuts through is given its whole length. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (isUtf8(bytes.subarray(0, wholeCharacters(bytes, middle)))) good = middle;
    else bad = middle;
  }
  // The last character that was begun here is the broken one.
  return wholeCharacters(bytes, good);
}

/** The end of the last character that is complete before `end`, as far as lead bytes tell. */
function wholeCharacters(bytes: Uint8Array, end: number): number {
  for (let at = end - 1; at >= 0 && at >= end - 4; at--) {
    const byte = bytes[at]!;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return at + lengthOf(byte) > end ? at : end;
  }
  return end;
}

const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2);

function lineOfByte(bytes: Uint8Array, at: number): number {
  let line = 1;
  for (let i = bytes.indexOf(newline); i >= 0 && i < at; i = bytes.indexOf(newline, i + 1)) line++;
  return line;
}
