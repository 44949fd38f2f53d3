import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanText, digitsToAscii, type TextFault } from "./text.ts";

describe("cleanText", () => {
  test.each<[why: string, input: string, value: string]>([
    ["plain", "Nimal Perera", "Nimal Perera"],
    ["trims", "  leading and trailing  ", "leading and trailing"],
    ["collapses", "a \u00A0\u3000\u2009 b", "a b"],
    ["composes", "Άγγελος".normalize("NFD"), "Άγγελος".normalize("NFC")],
    ["nothing", "", ""],
    ["only spaces", " \u00A0 ", ""],
    ["only invisible characters", "\u200D\u200F\u3164 \u2060", ""],
    ["drops leftovers", "\uFEFFAn\u200Bna\u00AD Ma\u2060ria", "Anna Maria"],
    ["keeps ZWJ", "ප්\u200Dරනාන්දු", "ප්\u200Dරනාන්දු"],
    ["keeps ZWNJ", "علی\u200Cرضا", "علی\u200Cرضا"],
    ["keeps emoji", "👩‍⚕️ Dr 🇬🇷", "👩‍⚕️ Dr 🇬🇷"],
    ["keeps direction marks", "محمد \u200E(Mohamed)\u200F\u061C", "محمد \u200E(Mohamed)\u200F\u061C"],
    ["keeps apostrophes", "O’Neil-Smith d'Ávila", "O’Neil-Smith d'Ávila"],
    ["keeps markup, which is only text", "<b>Bob</b>", "<b>Bob</b>"],
    ["keeps SQL, which is only text", "Robert'); DROP TABLE patients;--", "Robert'); DROP TABLE patients;--"],
    ["keeps formulas, which are only text", '=HYPERLINK("http://x")', '=HYPERLINK("http://x")'],
    ["keeps Vietnamese", "Nguyễn Thị Minh Khai", "Nguyễn Thị Minh Khai"],
    ["keeps rare ideographs", "李𠮷", "李𠮷"],
  ])("%s", (_why, input, value) => {
    expect(cleanText(input)).toEqual({ ok: true, value });
  });

  test.each<[why: string, input: string, code: TextFault]>([
    ["NUL", "a\0b", "nul"],
    ["right-to-left override", "Ana\u202EanaM", "bidi_override"],
    ["left-to-right embedding", "\u202Aa\u202C", "bidi_override"],
    ["isolate", "\u2066a\u2069", "bidi_override"],
    ["high surrogate alone", "a\uD83D", "lone_surrogate"],
    ["low surrogate alone", "\uDC00a", "lone_surrogate"],
    ["escape", "a\u001B[31m", "control_character"],
    ["delete", "a\u007F", "control_character"],
    ["C1", "a\u0085b", "control_character"],
    ["newline", "a\nb", "control_character"],
    ["newline at the end", "a\n", "control_character"],
    ["tab", "a\tb", "control_character"],
    ["line separator", "a\u2028b", "control_character"],
    ["noncharacter", "a\uFFFE", "control_character"],
    ["noncharacter beyond the first plane", "a\u{1FFFF}", "control_character"],
    ["deprecated format control", "a\u206Ab", "control_character"],
  ])("refuses %s", (_why, input, code) => {
    expect(cleanText(input)).toEqual({ ok: false, code });
  });

  test("takes lines and tabs where several lines are allowed", () => {
    const multiline = { multiline: true };
    const value = "one two\nthree\n\nfour";
    expect(cleanText("\r\n one\t two \r\nthree\r\r\n\n\n four\u2028", multiline)).toEqual({ ok: true, value });
    expect(cleanText("\n\t \n", multiline)).toEqual({ ok: true, value: "" });
    expect(cleanText("a\u000Bb", multiline)).toEqual({ ok: false, code: "control_character" });
    expect(cleanText("a\u0000\n", multiline)).toEqual({ ok: false, code: "nul" });
    expect(cleanText("a\n\u202E", multiline)).toEqual({ ok: false, code: "bidi_override" });
  });

  test("is done in one pass, and what it gives needs no further cleaning", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.string({
        unit: fc.constantFrom("a", "é", "e", "\u0301", " ", "\n", "\r", "\t", "\u200D", "\u200B", "\u2028"),
      }),
    );
    fc.assert(
      fc.property(anything, fc.boolean(), (input, multiline) => {
        const result = cleanText(input, { multiline });
        if (!result.ok) return;
        expect(cleanText(result.value, { multiline })).toEqual(result);
        expect(result.value).toBe(result.value.trim());
        expect(result.value.normalize("NFC")).toBe(result.value);
        expect(result.value).not.toMatch(/ {2}|\n{3}|[^\P{Cc}\n]|\p{Surrogate}/u);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("digitsToAscii", () => {
  test.each([
    ["", ""],
    ["Room 12", "Room 12"],
    ["+٢٠ ١٠٠ ١٢٣ ٤٥٦٧", "+20 100 123 4567"],
    ["۰۹۱۲", "0912"],
    ["௧௨௩", "123"],
    ["෦෯", "09"],
    ["๑๒๓", "123"],
    ["１２３", "123"],
    ["𝟎𝟗𝟘𝟡𝟿", "09099"],
    ["½ ² Ⅳ ①", "½ ² Ⅳ ①"],
  ])("%j is %j", (text, expected) => {
    expect(digitsToAscii(text)).toBe(expected);
  });

  test("agrees with the host's own digits in every numbering system of ten digits", () => {
    const systems = Intl.supportedValuesOf("numberingSystem");
    const written = systems.map((system) =>
      new Intl.NumberFormat(`en-u-nu-${system}`, { useGrouping: false }).format(9876543210),
    );
    const decimal = written.filter((text) => /^\p{Nd}{10}$/u.test(text));
    expect(decimal.length).toBeGreaterThan(50);
    for (const text of decimal) expect(digitsToAscii(text)).toBe("9876543210");
  });

  test("leaves no decimal digit but 0 to 9 in all of Unicode", () => {
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const char = String.fromCodePoint(codePoint);
      if (/\p{Nd}/u.test(char)) expect(digitsToAscii(char)).toMatch(/^[0-9]$/);
    }
  });
});
