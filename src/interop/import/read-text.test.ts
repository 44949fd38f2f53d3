import fc from "fast-check";
import { expect, test } from "vitest";
import { ImportRefused } from "./problem.ts";
import { readText } from "./read-text.ts";

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : Buffer.from(part))));

function refusal(input: Uint8Array): string {
  try {
    readText(input);
  } catch (error) {
    if (error instanceof ImportRefused) return error.message;
    throw error;
  }
  return "";
}

test("a byte order mark goes, and every line end is one newline", () => {
  expect(readText(bytes([0xef, 0xbb, 0xbf], "a,b\r\n1,2\r3,4\n"))).toBe("a,b\n1,2\n3,4\n");
});

test("nothing, white space, UTF-16 and NUL are refused with the reason", () => {
  expect(refusal(bytes())).toMatch(/line 1: The file is empty/);
  expect(refusal(bytes([0xef, 0xbb, 0xbf], " \r\n "))).toMatch(/white space/);
  expect(refusal(bytes([0xff, 0xfe], [0x61, 0x00]))).toMatch(/UTF-16/);
  expect(refusal(bytes("a\nb\nc\0d"))).toMatch(/line 3: There is a NUL at byte 6/);
});

test.each([
  ["Latin-1 é", bytes("a\nJos", [0xe9], ",1\n"), 6, 2],
  ["a character cut off at the end", bytes("a\nb\né", [0xe2, 0x82]), 7, 3],
  ["a lone continuation byte", bytes("ab", [0x80], "c"), 3, 1],
  ["an overlong slash", bytes("x", [0xc0, 0xaf]), 2, 1],
  ["half a surrogate pair", bytes("xy", [0xed, 0xa0, 0x80], "z"), 3, 1],
])("%s is refused with its byte and line", (_, input, byte, line) => {
  expect(refusal(input)).toMatch(new RegExp(`^line ${line}: The file is not UTF-8 at byte ${byte}\\.`));
});

test("the byte that is named is the first broken one, wherever it stands", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 40 }),
      fc.string({ unit: "binary", maxLength: 10 }),
      (before, after) => {
        const clean = before.replaceAll("\0", "");
        const at = Buffer.byteLength(clean) + 1;
        expect(refusal(bytes(clean, [0xff], after.replaceAll("\0", "")))).toContain(`at byte ${at}.`);
      },
    ),
  );
});
