import { expect, test } from "vitest";
import { changed } from "./changed.ts";

const known: { name: string; phone: string | null; lanes: number } = {
  name: "Athens",
  phone: "+302101234567",
  lanes: 1,
};

test("a change replaces what it names and leaves the rest", () => {
  expect(changed(known, { name: "Piraeus" })).toEqual({ ...known, name: "Piraeus" });
  expect(changed(known, {})).toEqual(known);
});

test("null empties a field, undefined leaves it", () => {
  expect(changed(known, { phone: null, lanes: undefined })).toEqual({ ...known, phone: null });
});

test("what is known stays as it was", () => {
  changed(known, { name: "Piraeus" });
  expect(known.name).toBe("Athens");
});
