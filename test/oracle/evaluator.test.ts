import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseCandidate, offeredStarts as evaluatedStarts } from "../../src/booking/find-starts.ts";
import { placeClaims } from "../../src/supply/availability.ts";
import { isBookable, placements } from "./bookable.ts";
import { evaluatedLanes, offerOf } from "./evaluated.ts";
import { offeredStarts } from "./offered.ts";
import { rounds } from "../fire/seed.ts";
import { lanesOpen, type Question, worksByRules } from "./open.ts";
import { type Questions, questions } from "./random-situation.ts";
import type { Claim, Range, Situation } from "./situation.ts";
import { timetableOf } from "./timetable.ts";
import { startOfDay } from "./wall-clock.ts";

const clinics = rounds(250, 1_000);

/** A failure prints the seed and path of the smallest clinic found; `{ seed, path }` beside `numRuns` asks it again. */
test(`on ${clinics} random clinics the evaluator answers as the oracle does`, { timeout: 180_000 }, () => {
  const laws = fc.property(questions, (asked) => {
    sameStartsOffered(asked);
    sameStartsBookable(asked);
    sameClaimsPlaced(asked);
    sameLanesOpen(asked);
  });
  fc.assert(laws, { numRuns: clinics, interruptAfterTimeLimit: 170_000, markInterruptAsFailure: true });
});

function sameStartsOffered({ situation, wishes }: Questions) {
  const table = timetableOf(situation);
  const range = daysOf(situation);
  for (const wish of wishes) {
    const found = evaluatedStarts(offerOf(situation, wish, range), range, Infinity).map(({ start }) => start);
    expect([...new Set(found)].map(shown)).toEqual(offeredStarts(table, wish, range).map(shown));
  }
}

/** No reason stands against a start exactly when the oracle can place it. */
function sameStartsBookable({ situation, wishes, minutes }: Questions) {
  const table = timetableOf(situation);
  for (const wish of wishes) {
    const offer = offerOf(situation, wish, daysOf(situation));
    const free = minutes.filter((minute) => "candidate" in chooseCandidate(offer, minute));
    expect(free.map(shown)).toEqual(minutes.filter((minute) => isBookable(table, wish, minute)).map(shown));
  }
}

/** The evaluator takes the first way to meet all phases, windows and buffers included. */
function sameClaimsPlaced({ situation, wishes, minutes }: Questions) {
  const table = timetableOf(situation);
  for (const wish of wishes) {
    for (const { practitionerId, plan } of offerOf(situation, wish, daysOf(situation)).candidates) {
      for (const minute of minutes) {
        const [way] = placements(table, { ...wish, practitionerId }, minute);
        const taken = placeClaims(plan, minute)?.map(({ phase: _, ...claim }) => claim);
        expect(taken).toEqual(way?.map(windowsOf));
      }
    }
  }
}

/** For the service and any, at the clinic and any. */
function sameLanesOpen({ situation, wishes: [{ serviceId, clinicId }], minutes }: Questions) {
  const table = timetableOf(situation);
  const asked: Question[] = [
    { serviceId, clinicId },
    { serviceId, clinicId: null },
    { serviceId: null, clinicId },
    { serviceId: null, clinicId: null },
  ];
  // A thing without rules that moves between clinics is nowhere in particular.
  const somewhere = situation.resources.filter((one) => one.clinicIds !== null || worksByRules(situation.rules, one));
  for (const resource of somewhere) {
    for (const question of asked) {
      const found = minutes.map((minute) => evaluatedLanes(situation, resource, question, minute));
      expect(found).toEqual(minutes.map((minute) => lanesOpen(table, resource, question, minute)));
    }
  }
}

function daysOf({ from, days, clinics }: Situation): Range {
  const starts = startOfDay(from, clinics[0]!.zone);
  return [starts, starts + days * 1440];
}

/** A claim as two windows of which nobody's may overlap another's: with what comes after, and with what comes before. */
function windowsOf({ resourceId, lane, starts, ends, before, after, shared }: Claim) {
  const whole: Range = [starts - before, ends + after];
  return { resourceId, lane, range: shared ? [starts, whole[1]] : whole, lead: shared ? [whole[0], ends] : whole };
}

const shown = (minute: number): string => new Date(minute * 60_000).toISOString().slice(0, 16);
