import { expect, test } from "vitest";
import { doctor, monday, need, offerOf, room } from "../../test/offers.ts";
import { placeClaims } from "../supply/availability.ts";
import { offeredStarts } from "./find-starts.ts";
import { expiredHoldsIn, type Offer, withoutAppointment } from "./offer.ts";

const busy = [
  { from: 540, to: 560, of: "moved" },
  { from: 580, to: 590, of: "other" },
];
const taken = [
  { from: 540, to: 560, of: "moved" },
  { from: 560, to: 580, of: "other" },
];
const offer = offerOf([doctor("ada", { taken }), doctor("bea")], { busy });
const startsOf = (given: typeof offer) =>
  offeredStarts(given, [monday, monday + 1440], Infinity).map(
    ({ start, candidate }) => `${start - monday} ${candidate.practitionerId}`,
  );

test("an appointment that is moved does not stand in its own way; others do", () => {
  expect(startsOf(offer)).toEqual(["560 bea"]);
  expect(startsOf(withoutAppointment(offer, "moved"))).toEqual(["540 ada", "540 bea", "560 bea"]);
});

test("the offer that was read stays as it is", () => {
  withoutAppointment(offer, "moved");
  expect(startsOf(offer)).toEqual(["560 bea"]);
});

test("nothing else of the offer changes", () => {
  const without = withoutAppointment(offer, "moved");
  expect(without).toMatchObject({ clinic: offer.clinic, service: offer.service, patient: offer.patient });
  expect(without.candidates[0]).toMatchObject({ practitionerId: "ada", priceMinor: 4_500, shareBasisPoints: 6_000 });
});

const hold = (of: string, from: number, to: number, lane = 1) => ({ of, from, to, lane });
const during = [monday + 540, monday + 560] as const;

/** Ada has two lanes and is booked on the first; the room has one. */
function withHolds(adas: ReturnType<typeof hold>[], rooms: typeof adas = [], patients: typeof adas = []): Offer {
  const doctors = [doctor("ada", { lanes: 2, taken: [{ from: 540, to: 560, lane: 1 }], expired: adas })];
  const needs = (id: string) => [need([id]), need(["r"], 20, "resource")];
  const offer = offerOf(doctors, { rooms: [room("r", [], rooms)], needs });
  const expired = patients.map(({ of, from, to }) => ({
    appointmentId: of,
    range: [monday + from, monday + to] as const,
  }));
  return { ...offer, patient: { ...offer.patient!, expired } };
}

const inTheWay = (offer: Offer) => {
  const [candidate] = offer.candidates;
  return expiredHoldsIn(offer, candidate!, placeClaims(candidate!.plan, during[0])!, during);
};

test.each<[string, Offer, string[]]>([
  ["none where there are none", withHolds([]), []],
  ["on the lane that is taken", withHolds([hold("b", 550, 570, 2)]), ["b"]],
  ["not on another lane", withHolds([hold("b", 550, 570, 1)]), []],
  ["not before or after it", withHolds([hold("b", 520, 540, 2), hold("c", 560, 580, 2)]), []],
  ["on any of the resources", withHolds([], [hold("r", 530, 541)]), ["r"]],
  ["of the patient, wherever it is", withHolds([], [], [hold("p", 559, 600), hold("q", 560, 600)]), ["p"]],
  [
    "each once, in order",
    withHolds([hold("z", 540, 560, 2)], [hold("a", 540, 560), hold("z", 540, 560)], [hold("z", 540, 560)]),
    ["a", "z"],
  ],
])("holds that ran out in the way: %s", (_, offer, ids) => expect(inTheWay(offer)).toEqual(ids));

test("holds of who is nobody in particular are those of the resources", () =>
  expect(inTheWay({ ...withHolds([hold("b", 540, 560, 2)]), patient: null })).toEqual(["b"]));

test("a hold that ran out is not in the way of its own appointment", () => {
  const offer = withHolds([hold("mine", 540, 560, 2), hold("other", 540, 560, 2)]);
  expect(inTheWay(withoutAppointment(offer, "mine"))).toEqual(["other"]);
});
