import { expect, test } from "vitest";
import { makeFormats, weekOf } from "./formats.ts";

const plain = (text: string) => text.replace(/[\u200e\u200f\u2066-\u2069]/g, "").replace(/[\u00a0\u202f]/g, " ");

test("times are the clinic's, wherever the browser stands", () => {
  const cairo = makeFormats("en", "EG", "Africa/Cairo");
  const athens = makeFormats("el", "GR", "Europe/Athens");
  expect(plain(cairo.time("2026-07-01T06:30:00Z"))).toBe("9:30 AM");
  expect(plain(athens.time("2026-07-01T06:30:00Z"))).toBe("9:30 π.μ.");
});

test("Arabic in Egypt has its digits, its money and no dot that reads as a zero", () => {
  const formats = makeFormats("ar", "EG", "Africa/Cairo");
  expect(formats.number(204)).toBe("٢٠٤");
  expect(plain(formats.money(80_050, "EGP"))).toBe("٨٠٠٫٥٠ ج.م.");
  expect(formats.countdown(245)).toBe("٤:٠٥");
  expect(plain(formats.line(["فحص", formats.number(20)]))).toBe("فحص، ٢٠");
});

test("civil dates and wall clocks are shown as they are", () => {
  const formats = makeFormats("en", "US", "Pacific/Apia");
  expect(formats.day("2026-11-21")).toBe("Saturday, November 21, 2026");
  expect(plain(formats.clock("13:05"))).toBe("1:05 PM");
  expect(formats.weekday(1)).toBe("Monday");
  expect(formats.weekday(7)).toBe("Sunday");
});

test("a range of minutes that is one number says just that", () => {
  const formats = makeFormats("en", "US", "UTC");
  expect(plain(formats.minutesRange(20, 40))).toBe("20–40 min");
  expect(plain(formats.minutesRange(60, 60))).toBe("60 min");
});

test("facts on a line leave out what is not known", () => {
  expect(plain(makeFormats("en", "GB", "UTC").line(["a", null, "", undefined, "b"]))).toBe("a · b");
});

test("a country that nobody knows does not stop the page", () => {
  expect(makeFormats("en", "not a country", "UTC").locale).toBe("en");
  expect(weekOf("en").firstDay).toBeGreaterThan(0);
});
