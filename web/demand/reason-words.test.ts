import i18next from "i18next";
import { expect, test } from "vitest";
import type { Remark } from "../api/types.ts";
import ar from "../locales/ar.json" with { type: "json" };
import en from "../locales/en.json" with { type: "json" };
import { makeFormats } from "../text/formats.ts";
import { remarkText, type Side, type Wording, wishText } from "./reason-words.ts";

const plain = (text: string) => text.replace(/[\u200e\u200f\u2066-\u2069]/g, "").replace(/[\u00a0\u202f]/g, " ");

async function wording(language: "en" | "ar"): Promise<Wording> {
  const i18n = i18next.createInstance();
  await i18n.init({
    lng: language,
    resources: { en: { translation: en }, ar: { translation: ar } },
    interpolation: { escapeValue: false },
  });
  return {
    t: i18n.t,
    formats: makeFormats(language, "EG", "Africa/Cairo"),
    nameOf: (id) => (id === "layla" ? "Dr. Layla" : undefined),
  };
}

const monday = { weekday: 1, start_local: "10:00" };

test.each([
  [monday, "Monday at 10:00 AM"],
  [{ weekday: 4 }, "Thursday"],
  [{ start_local: "14:00", end_local: "18:00" }, "at 2:00 PM – 6:00 PM"],
  [{ ...monday, practitioner_id: "layla" }, "Monday at 10:00 AM with Dr. Layla"],
  [{ practitioner_id: "layla" }, "with Dr. Layla"],
  [{}, "the wished time"],
])("a pattern says what it names: %j", async (wish, said) => {
  expect(plain(wishText(wish, await wording("en")))).toBe(said);
});

test.each<[Side, Remark, string]>([
  ["met", { code: "pattern", cost: 0, ...monday }, "Wished time: Monday at 10:00 AM"],
  ["given_up", { code: "pattern", cost: 20, ...monday }, "Not at the wished time: Monday at 10:00 AM"],
  ["given_up", { code: "on_time", cost: 3, days: 3 }, "Later than it could be · 3 days"],
  [
    "given_up",
    { code: "practitioner", cost: 40, practitioner_id: "layla" },
    "Another practitioner than wished · Dr. Layla",
  ],
  ["blocked", { code: "nobody_qualified", cost: 0 }, "Nobody qualified is free"],
  // Where a side has no words for a code, those of what stands in the way will do.
  ["met", { code: "all_taken", cost: 0 }, "All times are taken"],
])("a remark is a sentence: %s %j", async (side, remark, said) => {
  expect(plain(remarkText(side, remark, await wording("en")))).toBe(said);
});

test("a better start that was not to be had says what has it", async () => {
  const remark: Remark = {
    code: "pattern",
    cost: 60,
    ...monday,
    starts_at: "2026-12-07T08:00:00Z",
    because: [
      { code: "holiday", detail: "Closed.", label: "Eid" },
      { code: "claimed", detail: "Taken.", resource_name: "Dr. Layla" },
    ],
  };
  expect(plain(remarkText("blocked", remark, await wording("en")))).toBe(
    "Dec 7, 2026, 10:00 AM would have been better: The clinic is closed: Eid. · Dr. Layla: Another appointment has this time.",
  );
  expect(plain(remarkText("blocked", remark, await wording("ar")))).toContain("العيادة مغلقة: Eid.");
});
