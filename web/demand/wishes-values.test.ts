import { expect, test } from "vitest";
import { wishes } from "../../src/demand/request-schemas.ts";
import { emptyPattern, wishBody, type WishFaultCode, wishFaults, wishValues } from "./wishes-values.ts";

const layla = "01890000-0000-7000-8000-000000000001";
const other = "01890000-0000-7000-8000-000000000002";

test("what is not wished is sent as nothing, and the server's schema takes it", () => {
  const body = wishBody(wishValues());
  expect(wishes.safeParse(body).success).toBe(true);
  expect(body).toMatchObject({ min_days_between: 1, patterns: [], practitioner_id: null });
  expect(body).not.toHaveProperty("earliest_date");
});

test("wishes come back as they were sent", () => {
  const sent = {
    earliest_date: "2026-12-01",
    latest_date: "2027-03-01",
    min_days_between: 5,
    max_days_between: 10,
    preferred_days_between: 7,
    practitioner_id: layla,
    practitioner_required: true,
    clinic_required: false,
    room_kind: "room" as const,
    room_kind_required: true,
    patterns: [{ weekday: 1, start_local: "10:00", end_local: "12:00", practitioner_id: layla, weight: 80 }],
  };
  expect(wishBody(wishValues(sent))).toEqual(sent);
});

test("requiring nobody requires nothing", () => {
  expect(wishBody({ ...wishValues(), practitioner_required: true, room_kind_required: true })).toMatchObject({
    practitioner_required: false,
    room_kind_required: false,
  });
});

const monday = { ...emptyPattern, weekday: "1", start_local: "10:00" };
test.each<[string, Partial<ReturnType<typeof wishValues>>, WishFaultCode, string]>([
  ["dates", { earliest_date: "2026-12-02", latest_date: "2026-12-01" }, "dates_backwards", "latest_date"],
  ["room", { earliest_date: "2026-12-01", latest_date: "2026-12-03" }, "dates_too_near", "latest_date"],
  ["days", { min_days_between: 7, max_days_between: 3 }, "days_backwards", "max_days_between"],
  ["few", { min_days_between: 7, preferred_days_between: 3 }, "days_outside", "preferred_days_between"],
  ["many", { max_days_between: 7, preferred_days_between: 8 }, "days_outside", "preferred_days_between"],
  ["nothing", { patterns: [emptyPattern] }, "pattern_names_nothing", "patterns.0.weekday"],
  [
    "no start",
    { patterns: [monday, { ...emptyPattern, weekday: "1", end_local: "11:00" }] },
    "pattern_needs_start",
    "patterns.1.start_local",
  ],
  ["backwards", { patterns: [{ ...monday, end_local: "10:00" }] }, "ends_before_start", "patterns.0.end_local"],
  [
    "someone else",
    { practitioner_id: layla, practitioner_required: true, patterns: [{ ...monday, practitioner_id: other }] },
    "pattern_contradicts",
    "patterns.0.practitioner_id",
  ],
])("what can never be is said at its field: %s", (_, typed, code, path) => {
  const body = wishes.parse(wishBody({ ...wishValues(), ...typed }));
  expect(wishFaults(body, 6).map((fault) => [fault.code, fault.path.join(".")])).toEqual([[code, path]]);
});

test("six sessions on Mondays at ten can be", () => {
  const typed = { ...wishValues(), earliest_date: "2026-12-01", latest_date: "2026-12-06", patterns: [monday] };
  expect(wishFaults(wishes.parse(wishBody(typed)), 6)).toEqual([]);
});
