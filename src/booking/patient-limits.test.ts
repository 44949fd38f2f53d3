import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { AppointmentRow, Party } from "./appointments.sql.ts";
import { countMove, isLate, partyOf } from "./patient-limits.ts";

test.each<[string, string, Party | undefined, Party]>([
  ["patients speak for themselves", "patient", undefined, "patient"],
  ["whatever they say", "patient", "clinic", "patient"],
  ["staff mean the clinic", "receptionist", undefined, "clinic"],
  ["unless they say that the patient wants it", "doctor", "patient", "patient"],
])("whose wish it is: %s", (_, role, said, party) => expect(partyOf({ role }, said)).toBe(party));

const twice = { allow_patient_reschedule: true, max_reschedule_count: 2 };
const never = { ...twice, allow_patient_reschedule: false };

test.each<[Party, typeof twice, number, number | string]>([
  ["patient", twice, 0, 1],
  ["patient", twice, 1, 2],
  ["patient", twice, 2, "reschedule_limit"],
  ["patient", twice, 3, "reschedule_limit"],
  ["patient", { ...twice, max_reschedule_count: 0 }, 0, "reschedule_limit"],
  ["patient", never, 0, "reschedule_limit"],
  ["clinic", twice, 2, 2],
  ["clinic", never, 0, 0],
])("the %s moves it under %o, moved %i times before: %s", (party, terms, before, after) => {
  const move = () => countMove(party, terms, { reschedule_count: before });
  if (typeof after === "number") expect(move()).toBe(after);
  else expect(move).toThrow(expect.objectContaining({ code: after }));
});

test("who may never move it hears that, and who has moved it often enough hears that", () => {
  const moved = { reschedule_count: 2 };
  expect(() => countMove("patient", never, moved)).toThrow(/do not move/);
  expect(() => countMove("patient", twice, moved)).toThrow(/as often as/);
});

const startsAt = Temporal.Instant.from("2026-11-02T09:00:00Z");
const agreed = { status: "confirmed", starts_at: startsAt } as const;
const day = { late_cancel_notice_minutes: 24 * 60 };
const before = (text: string) => startsAt.subtract(Temporal.Duration.from(text));

test.each<[string, Party, typeof day, Pick<AppointmentRow, "status" | "starts_at">, Temporal.Instant, boolean]>([
  ["with the notice asked for", "patient", day, agreed, before("PT24H"), false],
  ["a second later", "patient", day, agreed, before("PT23H59M59S"), true],
  ["long before", "patient", day, agreed, before("PT720H"), false],
  ["after the start", "patient", day, agreed, startsAt.add({ minutes: 1 }), true],
  [
    "up to the start where no notice is asked for",
    "patient",
    { late_cancel_notice_minutes: 0 },
    agreed,
    startsAt,
    false,
  ],
  ["by the clinic", "clinic", day, agreed, startsAt, false],
  ["a request that nobody confirmed yet", "patient", day, { ...agreed, status: "pending" }, startsAt, false],
  ["a hold", "patient", day, { ...agreed, status: "held" }, startsAt, false],
])("cancelled late: %s", (_, party, terms, appointment, now, late) =>
  expect(isLate(party, terms, appointment, now)).toBe(late),
);
