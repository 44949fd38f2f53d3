import en from "../../web/locales/en.json" with { type: "json" };
import { expect, test } from "vitest";
import { defaultPhases, nothingNamed, type Phase } from "./check-phases.ts";
import { faultsOfOverrides, phasesFor, type PractitionerOverride } from "./practitioner-override.ts";

const [ada, bo] = ["0190a6d2-0000-7000-8000-000000000001", "0190a6d2-0000-7000-8000-000000000002"] as const;
const practitioner = (starts_minute: number, ends_minute: number): Phase => ({
  starts_minute,
  ends_minute,
  need: "practitioner",
  ...nothingNamed,
});
const nothing = { duration_minutes: null, price_minor: null, buffer_before_minutes: null, buffer_after_minutes: null };
const lasting = (practitioner_id: string, duration_minutes: number | null): PractitionerOverride => ({
  ...nothing,
  practitioner_id,
  duration_minutes,
});

test.each<[string, [number, number][], number, [number, number][]]>([
  ["the whole service, longer", [[0, 60]], 90, [[0, 90]]],
  ["the whole service, shorter", [[0, 60]], 20, [[0, 20]]],
  [
    "start and end, longer",
    [
      [0, 15],
      [0, 60],
      [45, 60],
    ],
    90,
    [
      [0, 15],
      [0, 90],
      [45, 90],
    ],
  ],
  ["an early end stays", [[0, 50]], 90, [[0, 50]]],
  [
    "a gap at the end stays none",
    [
      [0, 10],
      [20, 60],
    ],
    60,
    [
      [0, 10],
      [20, 60],
    ],
  ],
])("phases of a service of 60 minutes: %s", (_, phases, minutes, fitted) => {
  const service = { duration_minutes: 60, phases: phases.map((range) => practitioner(...range)) };
  expect(phasesFor(service, minutes)).toEqual(fitted.map((range) => practitioner(...range)));
});

const duration = (i: number) => `/practitioner_overrides/${i}/duration_minutes`;
const who = (i: number) => `/practitioner_overrides/${i}/practitioner_id`;

test.each<[string, Phase[], PractitionerOverride[], string[]]>([
  ["nothing otherwise", defaultPhases(60), [], []],
  ["a longer and a shorter one", defaultPhases(60), [lasting(ada, 90), lasting(bo, 5)], []],
  ["as short as the last phase allows", [practitioner(0, 10), practitioner(45, 60)], [lasting(ada, 46)], []],
  ["a last phase that would be empty", [practitioner(0, 10), practitioner(45, 60)], [lasting(ada, 45)], [duration(0)]],
  ["a phase that would end later", [practitioner(0, 50)], [lasting(ada, 90), lasting(bo, 49)], [duration(1)]],
  ["somebody else", defaultPhases(60), [lasting("0190a6d2-0000-7000-8000-000000000003", 60)], [who(0)]],
  ["one person twice", defaultPhases(60), [lasting(ada, 60), lasting(ada, 70)], [who(1)]],
])("what practitioners do otherwise: %s", (_, phases, practitioner_overrides, pointers) => {
  const service = { duration_minutes: 60, phases, practitioner_ids: [ada, bo], practitioner_overrides };
  const faults = faultsOfOverrides(service);
  expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
  expect(faults.every(({ code }) => code in en.field)).toBe(true);
});
