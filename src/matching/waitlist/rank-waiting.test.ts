import { expect, test } from "vitest";
import { rankWaiting } from "./rank-waiting.ts";
import { waitingFor } from "../../../test/waiting-sample.ts";

const named = (requestId: string, more: object) => waitingFor({ requestId, ...more });

test.each<[string, object, object]>([
  ["the higher priority, however often it was asked", { priority: 3, recentOffers: 9 }, { priority: 2 }],
  ["fewer offers lately, however long the other waits", { waitingSince: 9 }, { recentOffers: 1, waitingSince: 1 }],
  ["the one that waits longer", { waitingSince: 1 }, { waitingSince: 2 }],
])("first comes %s", (_, first, second) => {
  const [one, other] = [named("b", first), named("a", second)];
  expect(rankWaiting([other, one]).map(({ requestId }) => requestId)).toEqual(["b", "a"]);
  expect(rankWaiting([one, other]).map(({ requestId }) => requestId)).toEqual(["b", "a"]);
});

test("of two that are equal the order is the same every time", () => {
  const [one, other] = [named("a", {}), named("b", {})];
  expect(rankWaiting([one, other])).toEqual(rankWaiting([other, one]));
});
