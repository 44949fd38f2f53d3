import fc from "fast-check";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { writeCsv } from "./csv.ts";

test.each([
  ["a name", "Ada Lovelace", "Ada Lovelace"],
  ["a comma", "Lovelace, Ada", '"Lovelace, Ada"'],
  ["quotes", 'the "first"', '"the ""first"""'],
  ["two lines", "one\ntwo", '"one\ntwo"'],
  ["a formula", '=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
  ["a plus", "+30 210", "'+30 210"],
  ["a minus", "-1+1", "'-1+1"],
  ["an at", "@SUM(A1)", "'@SUM(A1)"],
  ["a tab", "\t=1", "'\t=1"],
  ["a formula behind spaces", "  =1", "'  =1"],
  ["an amount", -1250, "-1250"],
  ["nothing", null, ""],
])("%s", (_, value, written) => {
  expect(writeCsv(["head"], [[value]])).toBe(`\uFEFFhead\r\n${written}\r\n`);
});

// One that begins with an apostrophe could be either.
const texts = fc.string().filter((text) => !text.startsWith("'"));

test("what is written is read again, and no text begins like a formula", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, fc.integer()), { minLength: 1 }), (rows) => {
      const read = parse(writeCsv(["text", "number"], rows), { bom: true, relax_column_count: false });
      const [, ...body] = read;
      expect(body.map(([text]) => text!.replace(/^'(?=\s*[=+\-@\t\r])/, ""))).toEqual(rows.map(([text]) => text));
      for (const [text] of body) expect(text).not.toMatch(/^\s*[=+\-@\t\r]/);
    }),
  );
});
