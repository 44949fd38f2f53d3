import { expect, test } from "vitest";
import { dayParts } from "./day-parts.ts";

const visit = (status: Parameters<typeof dayParts>[0][number]["status"], starts_at: string | null = null) => ({
  status,
  starts_at,
});

test("who is in the room stands before who was called to it, and who is to come by their time", () => {
  const visits = [
    visit("called"),
    visit("waiting"),
    visit("scheduled", "2026-11-23T09:00:00Z"),
    visit("scheduled", "2026-11-23T08:00:00Z"),
    visit("in_progress"),
    visit("pending_payment"),
    visit("completed"),
    visit("left"),
    visit("no_show"),
  ];
  const { now, waiting, expected, done } = dayParts(visits);
  expect(now.map(({ status }) => status)).toEqual(["in_progress", "called"]);
  expect(waiting).toHaveLength(1);
  expect(expected.map(({ starts_at }) => starts_at)).toEqual(["2026-11-23T08:00:00Z", "2026-11-23T09:00:00Z"]);
  expect(done).toHaveLength(2);
});
