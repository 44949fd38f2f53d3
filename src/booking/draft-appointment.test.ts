import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { doctor, monday, need, offerOf, room } from "../../test/offers.ts";
import {
  draftAppointment,
  type Particulars,
  phasesOf,
  statusOf,
  waiversOf,
  waivesOverlap,
} from "./draft-appointment.ts";

const offer = offerOf([doctor("ada")], { minutes: 40, timezone: "Asia/Colombo" });
const particulars: Particulars = {
  id: "appointment",
  bookingId: "7KQ4XFPMR",
  start: monday + 1_200,
  status: "confirmed",
  needsApproval: false,
  holdExpiresAt: null,
  bookingSource: "phone",
  notes: "Brings the letter",
  session: null,
  waived: [],
  accountId: "desk",
  now: Temporal.Instant.from("2026-11-01T08:00:00Z"),
};

test("what the service says today is written down with the appointment, in the clinic's time", () => {
  expect(draftAppointment(offer, offer.candidates[0]!, particulars)).toMatchObject({
    id: "appointment",
    booking_id: "7KQ4XFPMR",
    clinic_id: "clinic",
    patient_id: "patient",
    service_id: "service",
    practitioner_id: "ada",
    starts_at: "2026-11-02T20:00:00Z",
    ends_at: "2026-11-02T20:40:00Z",
    // 20:00 UTC is half past one on the next day in Colombo.
    starts_local: "2026-11-03T01:30:00",
    service_date: "2026-11-03",
    timezone: "Asia/Colombo",
    patient_timezone: "Africa/Cairo",
    status: "confirmed",
    booking_source: "phone",
    notes: "Brings the letter",
    service_name: "Consultation",
    duration_minutes: 40,
    price_minor: 4_500,
    currency: "EUR",
    consultation_mode: "video",
    phases: [[0, 40]],
    reschedule_count: 0,
    overlap_waived: false,
    needs_approval: false,
    waived: null,
    hold_expires_at: null,
    created_by: "desk",
    created_at: "2026-11-01T08:00:00Z",
    updated_at: "2026-11-01T08:00:00Z",
    version: 1,
  });
});

test("the phases are those of the plan, in its order", () => {
  const phased = offerOf([doctor("ada")], {
    rooms: [room("r")],
    needs: (id) => [{ ...need([id]), starts: 5, ends: 15 }, need(["r"], 20, "resource")],
  });
  expect(phasesOf(phased.candidates[0]!.plan)).toEqual([
    [5, 15],
    [0, 20],
  ]);
});

test("a hold that waives a rule says until when, and which with what reason", () => {
  const waived = [{ rule: "patient_busy", reason: "Brings her child" }] as const;
  const holdExpiresAt = particulars.now.add({ minutes: 5 });
  const draft = draftAppointment(offer, offer.candidates[0]!, {
    ...particulars,
    status: "held",
    holdExpiresAt,
    waived,
  });
  expect(draft).toMatchObject({
    status: "held",
    hold_expires_at: "2026-11-01T08:05:00Z",
    waived,
    overlap_waived: true,
  });
});

const [needsIt, needsNone] = [{ requires_approval: true }, { requires_approval: false }];
const soon = Temporal.Instant.from("2026-11-02T09:00:00Z");

test.each<[string, Parameters<typeof statusOf>, ReturnType<typeof statusOf>["status"], boolean]>([
  ["online, where the service wants approval", [needsIt, { booking_source: "online" }, null], "pending", true],
  ["by the desk, where the service wants approval", [needsIt, { booking_source: "phone" }, null], "confirmed", false],
  ["online, where it does not", [needsNone, { booking_source: "online" }, null], "confirmed", false],
  ["asked for all the same", [needsNone, { booking_source: "phone", needs_approval: true }, null], "pending", true],
  ["waved through", [needsIt, { booking_source: "online", needs_approval: false }, null], "confirmed", false],
  ["kept for a while", [needsNone, { booking_source: "phone" }, soon], "held", false],
  ["kept, and then to be approved", [needsIt, { booking_source: "online" }, soon], "held", true],
])("a booking begins %s", (_, asked, status, needsApproval) =>
  expect(statusOf(...asked)).toEqual({ status, needsApproval, holdExpiresAt: asked[2] }),
);

test("only who waived that the patient is busy may overlap, and no waivers are stored as none", () => {
  const of = (rule: "break" | "patient_busy") => [{ rule, reason: "She asked for it" }];
  expect([waivesOverlap([]), waivesOverlap(of("break")), waivesOverlap(of("patient_busy"))]).toEqual([
    false,
    false,
    true,
  ]);
  expect(waivesOverlap([...of("break"), ...of("patient_busy")])).toBe(true);
  expect([waiversOf([]), waiversOf(of("break"))]).toEqual([null, of("break")]);
});
