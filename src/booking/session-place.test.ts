import { expect, test } from "vitest";
import { monday, need, offerOf, rule as mondays } from "../../test/offers.ts";
import type { TimeException } from "../supply/exceptions.ts";
import { hoursOf, type Timetable } from "../supply/hours.ts";
import type { WeeklyRule } from "../supply/weekly-rule.ts";
import { sessionPlaceOf } from "./session-place.ts";

/** Mondays from 09:00 to 13:00, by the session rule `weekly`, unless told otherwise. */
const rule = (over: Partial<WeeklyRule> = {}): WeeklyRule => ({
  ...mondays,
  resourceId: "bed",
  serviceId: "service",
  endMinute: 780,
  slotMinutes: 240,
  sessionRuleId: "weekly",
  ...over,
});
const plain = rule({ sessionRuleId: null });

/** For the session `lone`, from 09:00 to 13:00 unless told otherwise. */
const opening = (over: Partial<TimeException> = {}, from = 540, to = 780): TimeException => ({
  id: "opening",
  kind: "available",
  source: "session",
  sessionId: "lone",
  range: [monday + from, monday + to],
  resourceId: "bed",
  clinicId: "clinic",
  serviceId: "service",
  roomId: null,
  reason: null,
  lanes: 1,
  slotMinutes: 240,
  ...over,
});
const plainOpening = opening({ sessionId: null });

function bedOf(resourceId: string, over: Partial<Timetable>) {
  const own = { resourceId, clinicId: "clinic", lanes: 1, active: true, atAnyHour: false, rules: [], exceptions: [] };
  const day = [monday, monday + 1440] as const;
  const hours = hoursOf({ ...own, ...over }, { clinicId: "clinic", serviceId: "service" }, day);
  return { resourceId, name: resourceId, kind: "bed", hours, claims: [], expired: [] };
}

/** Where four hours from this minute lie that claim these beds, a phase each, of which the second is the last hour. */
function said(beds: Record<string, Partial<Timetable>>, minute = 540, claimed = ["bed"]): string {
  const resources = Object.entries(beds).map(([id, over]) => bedOf(id, over));
  const needs = [need([], 240, "pool"), { ...need([], 240, "pool"), starts: 180 }];
  const offer = offerOf(resources, { minutes: 240, needs: () => needs });
  const claims = claimed.map((resourceId, phase) => {
    const range = [monday + minute, monday + minute + 240] as const;
    return { phase, resourceId, lane: 1, range, lead: range };
  });
  const [place] = offer.candidates.map(({ plan }) => sessionPlaceOf(plan, monday + minute, claims));
  if (!place) return "none";
  if ("sessionId" in place) return `${place.sessionId} in ${place.bedId}`;
  return `${place.ruleId} on ${place.day * 1440 - monday} in ${place.bedId}`;
}

const weekly = "weekly on 0 in bed";
const lone = "lone in bed";

test.each<[string, Partial<Timetable>, number, string]>([
  ["a session's rule gives just this time", { rules: [rule()] }, 540, weekly],
  ["a session's rule gives more", { rules: [rule({ startMinute: 539, endMinute: 781 })] }, 540, weekly],
  ["it gives a minute less at the end", { rules: [rule()] }, 541, "none"],
  ["it gives a minute less at the start", { rules: [rule()] }, 539, "none"],
  ["a rule gives it that is no session's", { rules: [plain] }, 540, "none"],
  ["of two rules the second is a session's", { rules: [plain, rule()] }, 540, weekly],
  ["of two sessions' rules the first counts", { rules: [rule(), rule({ sessionRuleId: "other" })] }, 540, weekly],
  ["the session's rule is for any service", { rules: [rule({ serviceId: null })] }, 540, weekly],
  ["the session's rule is for another service", { rules: [rule({ serviceId: "other" })] }, 540, "none"],
  ["the session's rule is of another clinic", { rules: [rule({ clinicId: "other" })] }, 540, "none"],
  ["a higher rule rules instead", { rules: [rule(), rule({ sessionRuleId: null, priority: 1 })] }, 540, "none"],
  ["a lower rule does not", { rules: [rule(), rule({ sessionRuleId: null, priority: -1 })] }, 540, weekly],
  ["nothing gives it time", {}, 540, "none"],
  ["the bed is there at any hour", { atAnyHour: true }, 540, "none"],
  ["the bed is retired", { active: false, rules: [rule()] }, 540, "none"],

  ["an opening of a session gives just this time", { exceptions: [opening()] }, 540, lone],
  ["an opening gives more", { exceptions: [opening({}, 539, 781)] }, 540, lone],
  ["an opening gives a minute less at the end", { exceptions: [opening()] }, 541, "none"],
  ["an opening gives a minute less at the start", { exceptions: [opening()] }, 539, "none"],
  ["an opening gives it that is no session's", { exceptions: [plainOpening] }, 540, "none"],
  ["of two openings the second is a session's", { exceptions: [plainOpening, opening()] }, 540, lone],
  ["of two openings the first is a session's", { exceptions: [opening(), plainOpening] }, 540, lone],
  ["the last of two sessions counts", { exceptions: [opening({ sessionId: "first" }), opening()] }, 540, lone],
  ["the last is too short", { exceptions: [opening(), opening({ sessionId: "last" }, 541)] }, 540, lone],
  ["the last is for another service", { exceptions: [opening(), opening({ serviceId: "other" })] }, 540, lone],
  ["the opening is for any service", { exceptions: [opening({ serviceId: null })] }, 540, lone],
  ["the opening is for another service", { exceptions: [opening({ serviceId: "other" })] }, 540, "none"],
  ["the opening is at another clinic", { exceptions: [opening({ clinicId: "other" })] }, 540, "none"],
  ["the session only takes time away", { exceptions: [opening({ kind: "blocked", lanes: null })] }, 540, "none"],
  ["a bed that is there at any hour was opened for a session", { atAnyHour: true, exceptions: [opening()] }, 540, lone],
  ["an opening of a session goes before a rule", { rules: [rule()], exceptions: [opening()] }, 540, lone],
  ["an opening that is no session's does not", { rules: [rule()], exceptions: [plainOpening] }, 540, weekly],
  ["an opening that is too short does not", { rules: [rule()], exceptions: [opening({}, 541)] }, 540, weekly],
])("whose session a claim is in: %s", (_, bed, minute, outcome) => expect(said({ bed }, minute)).toBe(outcome));

test.each<[string, Record<string, Partial<Timetable>>, string[], string]>([
  ["nothing is claimed", { bed: { rules: [rule()] } }, [], "none"],
  [
    "the first claim that is in a session",
    { bed: {}, chair: { rules: [rule()] } },
    ["bed", "chair"],
    "weekly on 0 in chair",
  ],
  [
    "the first of two that are",
    { bed: { rules: [rule()] }, chair: { exceptions: [opening()] } },
    ["bed", "chair"],
    weekly,
  ],
  [
    "the other way around",
    { chair: { exceptions: [opening()] }, bed: { rules: [rule()] } },
    ["chair", "bed"],
    "lone in chair",
  ],
  ["none of two", { bed: {}, chair: { rules: [plain] } }, ["bed", "chair"], "none"],
  [
    "a phase wants its own time only",
    { bed: {}, chair: { rules: [rule({ startMinute: 720 })] } },
    ["bed", "chair"],
    "weekly on 0 in chair",
  ],
  ["and all of that", { bed: {}, chair: { rules: [rule({ startMinute: 721 })] } }, ["bed", "chair"], "none"],
])("of several claims: %s", (_, beds, claimed, outcome) => expect(said(beds, 540, claimed)).toBe(outcome));

test("a session past midnight is of the date on which it began", () => {
  const overnight = rule({ weekday: 7, startMinute: 1320, endMinute: 1440 + 300 });
  expect(said({ bed: { rules: [overnight] } }, 60)).toBe("weekly on -1440 in bed");
});
