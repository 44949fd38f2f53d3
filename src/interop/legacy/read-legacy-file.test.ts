import { expect, test } from "vitest";
import { readLegacyFile } from "./read-legacy-file.ts";

test.each([
  ["[]", "invalid_request", ""],
  ['{"doctor": []}', "invalid_request", "/doctor"],
  ['{"zone": "Athens"}', "invalid_request", "/zone"],
  ['{"doctors": [{"id": 1}]}', "invalid_request", "/doctors/0"],
  ['{"doctors": [{"id": 1, "name": "A"}, {"id": "1", "name": "B"}]}', "invalid_request", "/doctors"],
])("the file %s is refused as a whole", (text: string, code: string, pointer: string) => {
  expect(() => readLegacyFile(Buffer.from(text))).toThrow(
    expect.objectContaining({ code, errors: [expect.objectContaining({ pointer })] }),
  );
});

test.each(["[", "", "{"])("%j is not JSON", (text: string) => {
  expect(() => readLegacyFile(Buffer.from(text))).toThrow(expect.objectContaining({ code: "malformed", errors: [] }));
});

test("what is not UTF-8 is not guessed", () => {
  const latin = Buffer.from('{"source": "café"}', "latin1");
  expect(() => readLegacyFile(latin)).toThrow(expect.objectContaining({ code: "malformed" }));
});
