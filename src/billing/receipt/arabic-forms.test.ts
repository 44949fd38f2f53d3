import { expect, test } from "vitest";
import { shapeArabic } from "./arabic-forms.ts";

test.each<[text: string, shaped: string]>([
  ["بيت", "\uFE91\uFEF4\uFE96"],
  ["ت", "\uFE95"],
  ["دار", "\uFEA9\uFE8D\uFEAD"],
  ["إيصال", "\uFE87\uFEF3\uFEBC\uFE8E\uFEDD"],
  ["الآن", "\uFE8D\uFEF5\uFEE5"],
  ["سلام", "\uFEB3\uFEFC\uFEE1"],
  ["ءب", "\uFE80\uFE8F"],
  ["بء", "\uFE8F\uFE80"],
  ["کتاب", "\uFB90\uFE98\uFE8E\uFE8F"],
  ["چه", "\uFB7C\uFEEA"],
  ["بـ ـب", "\uFE91ـ ـ\uFE90"],
])("%s is joined as it is written by hand", (text, shaped) => {
  expect(shapeArabic(text)).toBe(shaped);
  expect(shapeArabic(text).normalize("NFKC")).toBe(text);
});

test("vowel marks are left out, hamza on its letter stays, and nothing else is touched", () => {
  expect(shapeArabic("نقدًا").normalize("NFKC")).toBe("نقدا");
  expect(shapeArabic("ا\u0654حمد").normalize("NFKC")).toBe("أحمد");
  expect(shapeArabic("قُضَاة")).toBe(shapeArabic("قضاة"));
  for (const text of ["Jürgen Šťastný", "Ελένη", "١٬٢٥٠٫٥٠٠ KWD", "e\u0301", "🙂"])
    expect(shapeArabic(text)).toBe(text.normalize("NFC"));
});
