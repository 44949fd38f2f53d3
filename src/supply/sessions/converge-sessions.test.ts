import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { differenceOf, isDropped, type KnownSession, type SessionDifference } from "./converge-sessions.ts";
import type { WantedSession } from "./wanted-sessions.ts";

const now = Temporal.Instant.from("2026-11-09T00:00Z");
const rule = { name: "Morning", practitioner_id: null, start_every_minutes: 0 };

function wantedOn(date: string, given: Partial<WantedSession> = {}): WantedSession {
  const startsAt = Temporal.Instant.from(`${date}T08:00Z`);
  const session = { startsAt, endsAt: startsAt.add({ hours: 4 }), bedIds: ["one", "two"], usable: true };
  return { date: Temporal.PlainDate.from(date), ...session, ...given };
}

function knownOn(date: string, given: Partial<KnownSession> = {}): KnownSession {
  const { startsAt: starts_at, endsAt: ends_at, bedIds: bed_ids } = wantedOn(date);
  const rule_date = Temporal.PlainDate.from(date);
  const nobody = { given_bed_ids: [], held_bed_ids: [], admitted: 0 };
  const standing = { status: "open" as const, cancellation_reason: null, moved: false };
  return {
    id: date,
    rule_date,
    service_date: rule_date,
    starts_at,
    ends_at,
    bed_ids,
    ...rule,
    ...standing,
    ...nobody,
    ...given,
  };
}

const later = {
  startsAt: Temporal.Instant.from("2026-11-16T09:00Z"),
  endsAt: Temporal.Instant.from("2026-11-16T13:00Z"),
};
const patient = { admitted: 1, held_bed_ids: ["one"] };

/** What happens to each, in letters: add, revive, change, drop, stranded, or nothing. */
function said({ add, revive, change, drop, stranded, unchanged }: SessionDifference): string {
  const counts = { add, revive, change, drop, stranded };
  const words = Object.entries(counts).flatMap(([what, { length }]) => (length > 0 ? [`${what} ${length}`] : []));
  return [...words, ...(unchanged > 0 ? [`unchanged ${unchanged}`] : [])].join(", ");
}

const date = "2026-11-16";

test.each<[string, WantedSession[], KnownSession[], string]>([
  ["a date without one", [wantedOn(date)], [], "add 1"],
  ["a date that is over", [wantedOn("2026-11-02")], [], ""],
  ["a date on which no bed can be used", [wantedOn(date, { usable: false })], [], ""],
  ["one that is as it is wanted", [wantedOn(date)], [knownOn(date)], "unchanged 1"],
  ["another time", [wantedOn(date, later)], [knownOn(date)], "change 1"],
  ["another time, while it is closed", [wantedOn(date, later)], [knownOn(date, { status: "closed" })], "change 1"],
  ["another time, with a patient", [wantedOn(date, later)], [knownOn(date, patient)], "stranded 1"],
  ["another name, with a patient", [wantedOn(date)], [knownOn(date, { ...patient, name: "Before" })], "change 1"],
  ["a bed less, which nobody has", [wantedOn(date, { bedIds: ["one"] })], [knownOn(date, patient)], "change 1"],
  ["a bed less, which a patient has", [wantedOn(date, { bedIds: ["two"] })], [knownOn(date, patient)], "stranded 1"],
  ["a bed more", [wantedOn(date, { bedIds: ["one", "two", "three"] })], [knownOn(date, patient)], "change 1"],
  [
    "a bed less, which a cancelled one names",
    [wantedOn(date, { bedIds: ["two"] })],
    [knownOn(date, { given_bed_ids: ["one"] })],
    "unchanged 1",
  ],
  ["one that is not wanted", [], [knownOn(date)], "drop 1"],
  ["one that is not wanted, with a patient", [], [knownOn(date, patient)], "stranded 1"],
  [
    "one of which no bed can be used, with a patient",
    [wantedOn(date, { usable: false })],
    [knownOn(date, patient)],
    "stranded 1",
  ],
  ["one that is over", [], [knownOn("2026-11-02")], "unchanged 1"],
  ["one that is done", [], [knownOn(date, { status: "done" })], "unchanged 1"],
  ["one that somebody moved", [wantedOn(date, later)], [knownOn(date, { moved: true })], "unchanged 1"],
  [
    "one that somebody cancelled",
    [wantedOn(date)],
    [knownOn(date, { status: "cancelled", cancellation_reason: "Flood" })],
    "unchanged 1",
  ],
  ["one that was dropped, and is wanted again", [wantedOn(date)], [knownOn(date, { status: "cancelled" })], "revive 1"],
  ["one that was dropped", [], [knownOn(date, { status: "cancelled" })], "unchanged 1"],
])("%s", (_, wanted, known, expected) => {
  expect(said(differenceOf(wanted, known, rule, now))).toBe(expected);
});

/** What the sessions are after the difference was written. */
function apply(known: readonly KnownSession[], { add, revive, change, drop }: SessionDifference): KnownSession[] {
  const rewritten = new Map([...revive, ...change].map((one) => [one.known.id, one.wanted]));
  const dropped = new Set(drop.map(({ id }) => id));
  const kept = known.map((session): KnownSession => {
    const wanted = rewritten.get(session.id);
    if (dropped.has(session.id)) return { ...session, status: "cancelled", cancellation_reason: null };
    if (!wanted) return session;
    const status = session.status === "cancelled" ? "open" : session.status;
    const bed_ids = [...new Set([...wanted.bedIds, ...session.given_bed_ids])];
    return { ...session, ...rule, status, starts_at: wanted.startsAt, ends_at: wanted.endsAt, bed_ids };
  });
  const added = add.map(({ date: on, startsAt, endsAt, bedIds }) =>
    knownOn(on.toString(), { starts_at: startsAt, ends_at: endsAt, bed_ids: bedIds }),
  );
  return [...kept, ...added];
}

const dates = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"];
const beds = fc.subarray(["one", "two", "three"], { minLength: 1 });
const wish = fc.record({ on: fc.boolean(), hour: fc.constantFrom(0, 1), bedIds: beds, usable: fc.boolean() });
const wishes = fc.tuple(wish, wish, wish, wish, wish).map((all) =>
  all.flatMap(({ on, hour, bedIds, usable }, i) => {
    const { startsAt, endsAt } = wantedOn(dates[i]!);
    const at = { startsAt: startsAt.add({ hours: hour }), endsAt: endsAt.add({ hours: hour }) };
    return on ? [wantedOn(dates[i]!, { bedIds, usable, ...at })] : [];
  }),
);

describe("whatever rules come one after another", () => {
  test("once more changes nothing, and nobody is moved", () => {
    const law = fc.property(fc.array(wishes, { minLength: 1, maxLength: 5 }), fc.subarray(dates), (turns, admitted) => {
      let known: KnownSession[] = [];
      for (const wanted of turns) {
        const before = known;
        known = apply(known, differenceOf(wanted, known, rule, now));
        const again = differenceOf(wanted, known, rule, now);
        expect(said({ ...again, stranded: [], unchanged: 0 })).toBe("");
        for (const had of before.filter((one) => one.admitted > 0)) {
          const has = known.find(({ id }) => id === had.id)!;
          expect(has).toMatchObject({ starts_at: had.starts_at, status: had.status });
          expect(has.bed_ids).toEqual(expect.arrayContaining(had.held_bed_ids));
        }
        const there = known.filter((one) => !isDropped(one)).map(({ id }) => id);
        for (const { date: on, usable, endsAt } of wanted)
          if (usable && Temporal.Instant.compare(endsAt, now) > 0) expect(there).toContain(on.toString());
        known = known.map((one) =>
          admitted.includes(one.id) && !isDropped(one) ? { ...one, admitted: 1, held_bed_ids: [one.bed_ids[0]!] } : one,
        );
      }
    });
    fc.assert(law, { numRuns: 500 });
  });
});
