import i18n from "i18next";
import { beforeAll, expect, test } from "vitest";
import en from "../locales/en.json" with { type: "json" };
import { fieldErrors, messageOf, ProblemError, reasonsOf, Unreachable } from "./problem.ts";
import type { Problem } from "./types.ts";

beforeAll(async () => {
  await i18n.init({ lng: "en", resources: { en: { translation: en } } });
});

const refusal = (part: Partial<Problem>) =>
  new ProblemError({
    type: "",
    title: "",
    status: 422,
    code: "unheard_of",
    detail: "Said so.",
    request_id: "r",
    ...part,
  });

test("a refusal is said by its code, an unknown code by what the server said", () => {
  expect(messageOf(refusal({ code: "slot_taken" }), i18n.t)).toBe(en.problem.slot_taken);
  expect(messageOf(refusal({}), i18n.t)).toBe("Said so.");
  expect(messageOf(refusal({ detail: "" }), i18n.t)).toBe(en.problem.unknown);
  expect(messageOf(new Unreachable(null), i18n.t)).toBe(en.problem.unreachable);
  expect(messageOf(new TypeError("x is undefined"), i18n.t)).toBe(en.problem.unknown);
});

test("every reason is said once, and the problem itself when there is none", () => {
  const reasons = [
    { code: "claimed", detail: "", waivable: false },
    { code: "claimed", detail: "", waivable: false },
    { code: "new_rule", detail: "The moon is full.", waivable: false },
  ];
  expect(reasonsOf(refusal({ reasons }), i18n.t)).toEqual([en.reason.claimed, "The moon is full."]);
  expect(reasonsOf(refusal({ code: "forbidden" }), i18n.t)).toEqual([en.problem.forbidden]);
});

test("pointers find their form fields", () => {
  const errors = [
    { pointer: "/body/phone", code: "phone_taken", detail: "" },
    { pointer: "/breaks/0/label", code: "strange", detail: "Too strange." },
    { pointer: "#/name", code: "nul", detail: "" },
  ];
  expect(fieldErrors(refusal({ errors }), i18n.t)).toEqual({
    phone: en.field.phone_taken,
    "breaks.0.label": "Too strange.",
    name: en.field.nul,
  });
});
