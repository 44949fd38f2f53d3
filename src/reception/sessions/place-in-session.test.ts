import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { bed } from "../../../test/beds.ts";
import { doctor, monday, need, offerOf, room } from "../../../test/offers.ts";
import { sessionRow } from "../../../test/session-row.ts";
import type { Offer } from "../../booking/offer.ts";
import { DomainError } from "../../core/errors.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import type { BedRow } from "./beds.sql.ts";
import { choosePlace, Unplaced, wishFor } from "./place-in-session.ts";

const at = (minute: number) => Temporal.Instant.fromEpochMilliseconds((monday + minute) * 60_000);

/** From 09:00 to 10:00, a place every twenty minutes. */
const session = (over: Partial<SessionRow> = {}) => sessionRow({ start_every_minutes: 20, ...over });
const [b1, b2, sauna] = [bed("b1"), bed("b2"), bed("sauna")];

const wish = wishFor(session(), "ann");

test("who is put on wishes for the session's service, by whoever is there, within its hours, however far ahead", () => {
  expect(wish).toEqual({
    clinicId: "clinic",
    serviceId: "dialysis",
    practitionerId: null,
    patientId: "ann",
    owed: true,
    from: at(540),
    to: at(600),
  });
});

type Taken = { from: number; to: number };
const whole = [{ from: 540, to: 600 }];
const firstPlace = [{ from: 540, to: 560 }];
const firstTwo = [{ from: 540, to: 580 }];

/** Twenty minutes by a nurse in a bed, of which these have been taken. */
const offer = (taken: { nurse?: Taken[]; b1?: Taken[]; b2?: Taken[]; b3?: Taken[] } = {}): Offer =>
  offerOf([doctor("nurse", { taken: taken.nurse ?? [] })], {
    rooms: [room("b1", taken.b1), room("b2", taken.b2), room("b3", taken.b3)],
    needs: (id) => [need([id]), need(["b1", "b2", "b3"], 20, "kind")],
  });

/** `540 by nurse in b1/b2`, where those are the beds of which one will be given. */
function placed(from: Offer, beds: readonly BedRow[], minute: number, over: Partial<SessionRow> = {}): string {
  const place = choosePlace(from, wish, session(over), beds, at(minute));
  expect(place.offer.candidates).toContain(place.candidate);
  const [, inBed] = place.candidate.plan.needs;
  return `${place.start - monday} by ${place.candidate.practitionerId} in ${inBed?.candidates.join("/")}`;
}

test.each<[string, Offer, BedRow[], number, string]>([
  ["at the first place", offer(), [b1], 0, "540 by nurse in b1"],
  ["in any of several beds", offer(), [b2, b1], 0, "540 by nurse in b1/b2"],
  ["in no bed that the service cannot use", offer(), [sauna, b2], 0, "540 by nurse in b2"],
  ["at the next place, where the bed is taken", offer({ b1: firstPlace }), [b1], 0, "560 by nurse in b1"],
  ["in the bed that is free", offer({ b1: whole }), [b1, b2], 0, "540 by nurse in b1/b2"],
  ["at the next place, where the nurse is taken", offer({ nurse: firstPlace }), [b1], 0, "560 by nurse in b1"],
  ["at the last place", offer({ b1: firstTwo }), [b1], 0, "580 by nurse in b1"],
  ["at once, where the session begins now", offer(), [b1], 540, "540 by nurse in b1"],
  ["at the next place, where it has begun", offer(), [b1], 541, "560 by nurse in b1"],
  ["at the last place, where the others are over", offer(), [b1], 580, "580 by nurse in b1"],
])("put on %s", (_, from, beds, minute, outcome) => expect(placed(from, beds, minute)).toBe(outcome));

test("all are put on at the session's start, where it has no grid", () => {
  expect(placed(offer(), [b1], 0, { start_every_minutes: 0 })).toBe("540 by nurse in b1");
});

function refusal(from: Offer, beds: readonly BedRow[], minute: number): unknown {
  try {
    return choosePlace(from, wish, session(), beds, at(minute));
  } catch (error) {
    return error;
  }
}

const inB1 = { rooms: [room("b1")], needs: (id: string) => [need([id]), need(["b1"], 20, "kind")] };
const rest = [{ from: 560, to: 600 }];
const earlyThenTaken = offerOf([doctor("nurse", { taken: rest })], { ...inB1, earliest: 560 });
const takenThenBreak = offerOf([doctor("nurse", { taken: firstPlace, breaks: rest })], inB1);

test.each<[string, Offer, BedRow[], number, string[], boolean]>([
  ["there is no bed", offer(), [], 0, ["nothing_suitable"], false],
  ["the service can use none of the beds", offer(), [sauna], 0, ["nothing_suitable"], false],
  ["nobody could do it", { ...offer(), candidates: [] }, [b1], 0, ["nothing_suitable"], false],
  ["there is no bed, though the session is over", offer(), [], 600, ["nothing_suitable"], false],
  ["the bed is taken all the time", offer({ b1: whole }), [b1], 0, ["claimed"], true],
  [
    "all beds are taken but one of no session",
    offer({ b1: whole, b2: whole }),
    [b1, b2],
    0,
    ["claimed", "claimed"],
    true,
  ],
  ["the rest is taken", offer({ b1: rest }), [b1], 541, ["claimed"], true],
  ["a rule is in the way first, and a booking then", earlyThenTaken, [b1], 0, ["notice_too_short"], false],
  ["a booking is in the way first, and a rule then", takenThenBreak, [b1], 0, ["claimed"], true],
])("refused where %s", (_, from, beds, minute, codes, isTaken) => {
  const refused = refusal(from, beds, minute);
  if (!(refused instanceof Unplaced)) throw new Error("Somebody was put on.");
  expect(refused.refused.reasons.map(({ code }) => code)).toEqual(codes);
  expect(refused.refused.isTaken).toBe(isTaken);
});

test.each([600, 581, 1_000])("nobody is put on at minute %i, when no place is left", (minute) => {
  const over = refusal(offer(), [b1], minute);
  expect(over).toBeInstanceOf(DomainError);
  expect(over).toMatchObject({ code: "in_the_past", message: "The last start of the session has passed." });
});

test("who is refused asks for the first minute of the session, and keeps the rest of the wish", () => {
  const refused = { reasons: [{ code: "claimed" as const }], isTaken: true };
  const unplaced = new Unplaced(wish, refused);
  expect(unplaced.wish).toEqual({ ...wish, to: at(541) });
  expect(unplaced.refused).toBe(refused);
  expect(unplaced.message).toBe("Nothing in the session can be had.");
  expect(wish.to).toEqual(at(600));
});
