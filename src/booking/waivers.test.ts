import { expect, test } from "vitest";
import { doctor, monday, offerOf } from "../../test/offers.ts";
import type { ReasonCode } from "../supply/reasons.ts";
import type { Offer } from "./offer.ts";
import { chooseDespite } from "./waivers.ts";

const tea = doctor("ada", { breaks: [{ from: 560, to: 580 }] });
const booked = doctor("ada", { taken: [{ from: 560, to: 580 }] });
const early = offerOf([tea], { earliest: 600 });

/** `ada` or `ada despite break`, or the reasons that remain. */
function said(offer: Offer, minute: number, rules: ReasonCode[]): string {
  const choice = chooseDespite(
    offer,
    monday + minute,
    rules.map((rule) => ({ rule, reason: "She asked for it" })),
  );
  if ("reasons" in choice) return `refused: ${choice.reasons.map(({ code }) => code).join(", ")}`;
  const despite = choice.waived.map(({ rule }) => rule).join(", ");
  return [choice.candidate.practitionerId, ...(choice.waived.length > 0 ? ["despite", despite] : [])].join(" ");
}

test.each<[string, Offer, number, ReasonCode[], string]>([
  ["a rule that is in the way", offerOf([tea]), 560, ["break"], "ada despite break"],
  ["no rule", offerOf([tea]), 560, [], "refused: break"],
  ["another rule than the one in the way", offerOf([tea]), 560, ["holiday"], "refused: break"],
  ["one of two", early, 560, ["break"], "refused: notice_too_short"],
  ["the other of two", early, 560, ["notice_too_short"], "refused: break"],
  ["both", early, 560, ["break", "notice_too_short"], "ada despite break, notice_too_short"],
  ["more than was in the way", offerOf([tea]), 560, ["holiday", "break"], "ada despite break"],
  ["what was not in the way at all", offerOf([tea]), 540, ["break"], "ada"],
  ["somebody can do it without", offerOf([tea, doctor("bea")]), 560, ["break"], "bea"],
  [
    "the one of two whom a waiver helps",
    offerOf([doctor("bea", { from: 600, to: 660 }), tea]),
    560,
    ["break"],
    "ada despite break",
  ],
  ["another booking: a lane is added", offerOf([booked]), 560, ["claimed"], "ada despite claimed"],
])("waived: %s", (_, offer, minute, rules, outcome) => expect(said(offer, minute, rules)).toBe(outcome));

test("each waiver keeps its reason, and the candidate is the one whom it freed", () => {
  const waivers = [{ rule: "break" as const, reason: "She asked for it" }];
  const choice = chooseDespite(offerOf([tea]), monday + 560, waivers);
  expect(choice).toMatchObject({ candidate: { practitionerId: "ada" }, waived: waivers });
});
