import { expect, test } from "vitest";
import { countriesIn } from "./countries.ts";

test.each([
  ["en", "Egypt", "Greece"],
  ["ar", "مصر", "اليونان"],
  ["el", "Αίγυπτος", "Ελλάδα"],
])("every country of the standard has a name in %s", (language, egypt, greece) => {
  const names = new Map(countriesIn(language).map(({ code, name }) => [code, name]));
  expect(names.size).toBe(249);
  expect([...names].filter(([code, name]) => code === name)).toEqual([]);
  expect([names.get("EG"), names.get("GR")]).toEqual([egypt, greece]);
});
