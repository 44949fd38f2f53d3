import { expect, test } from "vitest";
import { serviceOf } from "../../test/offers.ts";
import type { NeededService } from "../demand/needed-service.ts";
import { needsOf, type PractitionerTerms, termsOf } from "./practitioner-terms.ts";

type Phase = NeededService["phases"][number];

const phase = (starts_minute: number, ends_minute: number, given: Partial<Phase> = {}): Phase => ({
  ...serviceOf([]).phases[0]!,
  starts_minute,
  ends_minute,
  ...given,
});

const service: NeededService = {
  ...serviceOf(["ada", "bea", "cy"]),
  duration_minutes: 30,
  price_minor: 4_000,
  buffer_before_minutes: 5,
  buffer_after_minutes: 10,
  overrides: [
    {
      practitioner_id: "ada",
      duration_minutes: 45,
      price_minor: 6_000,
      buffer_before_minutes: 0,
      buffer_after_minutes: 15,
    },
    {
      practitioner_id: "bea",
      duration_minutes: null,
      price_minor: 0,
      buffer_before_minutes: null,
      buffer_after_minutes: null,
    },
  ],
};

test.each<[string, string | null, PractitionerTerms]>([
  ["all of one's own", "ada", { durationMinutes: 45, priceMinor: 6_000, bufferBefore: 0, bufferAfter: 15 }],
  ["free of charge, else as usual", "bea", { durationMinutes: 30, priceMinor: 0, bufferBefore: 5, bufferAfter: 10 }],
  ["as the service says", "cy", { durationMinutes: 30, priceMinor: 4_000, bufferBefore: 5, bufferAfter: 10 }],
  ["nobody in person", null, { durationMinutes: 30, priceMinor: 4_000, bufferBefore: 5, bufferAfter: 10 }],
])("terms: %s", (_, practitionerId, terms) => expect(termsOf(service, practitionerId)).toEqual(terms));

const phased: NeededService = {
  ...service,
  buffers_shareable: true,
  phases: [
    phase(0, 10, { need: "kind", resource_kind: "station", suitable_ids: ["s1", "s2"] }),
    phase(10, 20),
    phase(10, 30, { need: "resource", resource_id: "laser", suitable_ids: ["laser"] }),
  ],
};

test("each phase becomes a need; buffers lie before the first minute and after the last", () => {
  const terms = { durationMinutes: 30, priceMinor: 0, bufferBefore: 5, bufferAfter: 10 };
  const none = { bufferBefore: 0, bufferAfter: 0, shareable: true };
  expect(needsOf(phased, terms, "cy")).toEqual([
    { ...none, need: "kind", candidates: ["s1", "s2"], starts: 0, ends: 10, bufferBefore: 5 },
    { ...none, need: "practitioner", candidates: ["cy"], starts: 10, ends: 20 },
    { ...none, need: "resource", candidates: ["laser"], starts: 10, ends: 30, bufferAfter: 10 },
  ]);
});

test("what ends with the service ends later with somebody who takes longer, and so does its buffer", () => {
  const last = needsOf(phased, termsOf(service, "ada"), "ada").at(-1);
  expect(last).toMatchObject({ starts: 10, ends: 45, bufferAfter: 15 });
});

test("buffers are shared only where the service says so", () => {
  const [only] = needsOf(service, termsOf(service, "cy"), "cy");
  expect(only).toMatchObject({ shareable: false, bufferBefore: 5 });
});

test("nobody meets the need of a practitioner when none is named", () => {
  const found = needsOf(phased, termsOf(service, null), null);
  expect(found.map(({ candidates }) => candidates)).toEqual([["s1", "s2"], [], ["laser"]]);
});
