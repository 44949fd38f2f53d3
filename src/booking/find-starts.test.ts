import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { doctor, monday, need, offerOf, room } from "../../test/offers.ts";
import { reasonsAgainst } from "../supply/availability.ts";
import {
  chooseCandidate,
  inTurn,
  nearestOf,
  nearestStarts,
  offeredStarts,
  resourcesAt,
  sayStart,
  writeStarts,
} from "./find-starts.ts";
import type { Offer } from "./offer.ts";

const wholeDay = [monday, monday + 1440] as const;
const said = (starts: ReturnType<typeof offeredStarts>) =>
  starts.map(({ start, candidate }) => `${start - monday} ${candidate.practitionerId}`);
const order = (offer: Offer, minute: number) => inTurn(offer, monday + minute).map((one) => one.practitionerId);
const booked = (from: number, to: number) => ({ taken: [{ from, to }] });

describe("offered starts", () => {
  const offer = offerOf([doctor("bea"), doctor("ada", booked(540, 560)), doctor("cy", { from: 560, to: 620 })]);

  test("are everybody's by time, then in the order of the practitioners", () => {
    expect(said(offeredStarts(offer, wholeDay, Infinity))).toEqual([
      "540 bea",
      "560 bea",
      "560 ada",
      "560 cy",
      "580 bea",
      "580 ada",
      "580 cy",
      "600 cy",
    ]);
  });

  test.each([
    [0, []],
    [1, ["540 bea"]],
    [3, ["540 bea", "560 bea", "560 ada"]],
  ])("are at most %i", (limit, starts) => expect(said(offeredStarts(offer, wholeDay, limit))).toEqual(starts));

  test("begin within the range that is asked for", () => {
    const starts = offeredStarts(offer, [monday + 541, monday + 600], Infinity);
    expect(new Set(starts.map(({ start }) => start - monday))).toEqual(new Set([560, 580]));
  });

  test("are none where nobody could do it", () => expect(offeredStarts(offerOf([]), wholeDay, Infinity)).toEqual([]));

  test("are said as instants, with who and what they take", () => {
    const withRoom = offerOf([doctor("ada")], {
      minutes: 40,
      rooms: [room("r")],
      needs: (id) => [need([id], 40), need(["r"], 40, "resource")],
    });
    expect(sayStart(offeredStarts(withRoom, wholeDay, 1)[0]!)).toEqual({
      starts_at: "2026-11-02T09:00:00Z",
      ends_at: "2026-11-02T09:40:00Z",
      practitioner_id: "ada",
      resource_ids: ["ada", "r"],
    });
  });
});

describe("the resources of a start", () => {
  const rooms = [room("r1", [{ from: 540, to: 560 }]), room("r2")];
  const chosen = offerOf([doctor("ada")], { rooms, needs: (id) => [need([id]), need(["r1", "r2"], 20, "kind")] });
  const fixed = offerOf([doctor("ada")], { rooms, needs: (id) => [need([id]), need([id]), need(["r2"])] });
  const plan = (offer: Offer) => offer.candidates[0]!.plan;

  test.each<[string, Offer, number, string[]]>([
    ["the first that is free, where there is a choice", chosen, 540, ["ada", "r2"]],
    ["the preferred one when it is free", chosen, 560, ["ada", "r1"]],
    ["none when the start cannot be had", chosen, 600, []],
    ["each once, where there is no choice", fixed, 540, ["ada", "r2"]],
  ])("%s", (_, offer, start, ids) => expect(resourcesAt(plan(offer), monday + start)).toEqual(ids));

  test("are the same when they are asked for again", () => {
    resourcesAt(plan(fixed), monday + 540);
    resourcesAt(plan(chosen), monday + 540);
    expect(resourcesAt(plan(fixed), monday + 560)).toEqual(["ada", "r2"]);
    expect(resourcesAt(plan(chosen), monday + 560)).toEqual(["ada", "r1"]);
  });
});

test("starts that are written at once are what each of them says", () => {
  const rooms = [room("r1", [{ from: 540, to: 560 }]), room("r2")];
  const needs = (id: string) => [need([id]), need(["r1", "r2"], 20, "kind")];
  for (const offer of [offerOf([doctor("bea"), doctor("ada")]), offerOf([doctor("ada")], { rooms, needs })]) {
    const starts = offeredStarts(offer, wholeDay, Infinity);
    expect(starts.length).toBeGreaterThan(2);
    expect(JSON.parse(writeStarts(starts))).toEqual(starts.map(sayStart));
  }
  expect(writeStarts([])).toBe("[]");
});

describe("who takes a start", () => {
  test("the one with the least to do on that day, of those who can", () => {
    const taken = (...starts: number[]) => ({ taken: starts.map((from) => ({ from, to: from + 20 })) });
    const doctors = [doctor("ada", taken(540, 580)), doctor("bea", taken(580)), doctor("cy", taken(560))];
    expect(chooseCandidate(offerOf(doctors), monday + 560)).toMatchObject({ candidate: { practitionerId: "bea" } });
  });

  test("nobody: the reasons against each, each reason once, and that it is taken", () => {
    const doctors = [doctor("ada", booked(540, 560)), doctor("bea", { from: 600, to: 660 })];
    const refused = chooseCandidate(offerOf(doctors, { busy: [{ from: 550, to: 555, of: "mine" }] }), monday + 540);
    expect(refused).toEqual({
      reasons: [
        expect.objectContaining({ code: "patient_busy", appointmentId: "mine" }),
        expect.objectContaining({ code: "outside_hours", resourceId: "bea" }),
        expect.objectContaining({ code: "claimed", resourceId: "ada" }),
      ],
      isTaken: true,
    });
  });

  test("nobody works: a rule is in the way and no booking", () =>
    expect(chooseCandidate(offerOf([doctor("ada"), doctor("bea")]), monday + 600)).toMatchObject({ isTaken: false }));

  test("nobody is there at all", () =>
    expect(chooseCandidate(offerOf([]), monday + 540)).toEqual({
      reasons: [{ code: "nothing_suitable" }],
      isTaken: false,
    }));

  test("somebody takes it exactly when there is somebody without a reason against it", () => {
    const taken = fc.array(fc.integer({ min: 27, max: 30 }).map((n) => ({ from: n * 20, to: n * 20 + 20 })));
    fc.assert(
      fc.property(fc.array(taken, { maxLength: 4 }), fc.integer({ min: 26, max: 31 }), (taken, slot) => {
        const offer = offerOf(taken.map((claims, i) => doctor(`d${i}`, { taken: claims })));
        const start = monday + slot * 20;
        const able = offer.candidates.filter(({ plan }) => reasonsAgainst(plan, start).length === 0);
        const choice = chooseCandidate(offer, start);
        if ("candidate" in choice) expect(able).toContain(choice.candidate);
        else expect([able.length, choice.reasons.length > 0]).toEqual([0, true]);
      }),
    );
  });
});

describe("the turn", () => {
  // 2026-11-02 is day 20,759 of the epoch: of three it begins with the one after the second.
  const three = offerOf([doctor("cy"), doctor("ada"), doctor("bea")]);

  test("goes by id and begins one further each day", () => {
    const first = order(three, 540)[0]!;
    const ids = ["ada", "bea", "cy"];
    const from = ids.indexOf(first);
    const turns = [0, 1, 2, 3].map((day) => order(three, day * 1440 + 540));
    const expected = [0, 1, 2, 3].map((day) => [0, 1, 2].map((i) => ids[(from + day + i) % 3]!));
    expect(turns).toEqual(expected);
    expect(from).toBe(Math.floor(monday / 1440) % 3);
  });

  test("begins with somebody before 1970, too", () => {
    const backThen = inTurn(three, -1440 - 1).map(({ practitionerId }) => practitionerId);
    expect([...backThen].sort()).toEqual(["ada", "bea", "cy"]);
  });

  test("is of those who are asked, even when it is one", () => {
    const one = offerOf([doctor("ada")]);
    expect(inTurn(one, monday)).toEqual(one.candidates);
  });

  test("leaves the offer as it is", () => {
    order(three, 540);
    expect(three.candidates.map(({ practitionerId }) => practitionerId)).toEqual(["cy", "ada", "bea"]);
  });

  test("counts the minutes claimed, not the claims", () => {
    const long = doctor("ada", booked(540, 600));
    const short = doctor("bea", { taken: [540, 560].map((from) => ({ from, to: from + 20 })) });
    expect(order(offerOf([long, short]), 540)).toEqual(["bea", "ada"]);
    expect(order(offerOf([long, short]), 540 + 1440).length).toBe(2);
  });

  test("counts what starts on the clinic's own day", () => {
    // 23:30 UTC on Monday is Tuesday in Athens and Monday in London.
    const late = (timezone: string) =>
      offerOf([doctor("ada", booked(1410, 1430)), doctor("bea", booked(540, 550))], { timezone });
    expect(order(late("Europe/Athens"), 600)).toEqual(["ada", "bea"]);
    expect(order(late("Europe/London"), 600)).toEqual(["bea", "ada"]);
  });

  test("takes those whom nobody names for idle", () => {
    const offer = offerOf([doctor("ada", booked(540, 560)), doctor("bea")]);
    const [ada, bea] = offer.candidates;
    const nameless = { ...offer, candidates: [ada!, { ...bea!, practitionerId: null }] };
    expect(inTurn(nameless, monday + 540).map(({ practitionerId }) => practitionerId)).toEqual([null, "ada"]);
  });
});

describe("the nearest starts", () => {
  const offer = offerOf([doctor("ada")]);

  test.each([
    ["earlier and later alike", 579, 2, [580, 560]],
    ["the earlier one of two that are as near", 570, 2, [560, 580]],
    ["no more than asked for", 540, 1, [540]],
    ["all when there are fewer", 600, 9, [580, 560, 540]],
  ])("%s", (_, wanted, count, starts) => {
    const nearest = nearestStarts(offer, monday + wanted, wholeDay, count);
    expect(nearest.map(({ start }) => start - monday)).toEqual(starts);
  });

  test("lie within the range", () =>
    expect(nearestStarts(offer, monday + 580, [monday, monday + 560], 5).map(({ start }) => start - monday)).toEqual([
      540,
    ]));

  test("leave the list in its order", () => {
    const starts = offeredStarts(offer, wholeDay, Infinity);
    nearestOf(starts, monday + 600, 3);
    expect(starts.map(({ start }) => start - monday)).toEqual([540, 560, 580]);
  });
});
