import { expect, test } from "vitest";
import type { Service } from "../api/types.ts";
import { phasesNow, serviceBody, serviceSchema, serviceValues } from "./service-values.ts";

const usual = { currency: "EGP", clinicIds: ["01890000-0000-7000-8000-000000000001"] };
const fresh = { ...serviceValues(null, usual), name: "Echo" };
const [nurse, chair] = ["01890000-0000-7000-8000-00000000000a", "01890000-0000-7000-8000-00000000000b"] as const;

const dialysis: Service = {
  id: nurse,
  version: 3,
  name: "Dialysis",
  description: null,
  duration_minutes: 240,
  buffer_before_minutes: 0,
  buffer_after_minutes: 15,
  buffers_shareable: true,
  price_minor: 10_000,
  currency: "EGP",
  consultation_mode: "in_person",
  min_notice_minutes: 60,
  max_future_days: 90,
  allow_patient_reschedule: false,
  max_reschedule_count: 0,
  requires_approval: true,
  late_cancel_notice_minutes: 1440,
  deposit_minor: 0,
  late_cancel_fee_minor: 0,
  no_show_fee_minor: 0,
  no_show_forfeits: true,
  clinic_ids: usual.clinicIds,
  practitioner_ids: [chair],
  practitioner_overrides: [{ practitioner_id: chair, duration_minutes: 250, price_minor: 12_050 }],
  phases: [
    { starts_minute: 0, ends_minute: 20, need: "resource", resource_id: nurse },
    { starts_minute: 0, ends_minute: 240, need: "pool", pool_id: chair },
    { starts_minute: 225, ends_minute: 240, need: "kind", resource_kind: "staff" },
  ],
  status: "active",
};

function bodyNow(typed: ReturnType<typeof serviceValues>) {
  return serviceBody(typed, phasesNow(typed));
}

test("a service that is opened and saved as it is stays as it is", () => {
  const { id: _, version: __, ...kept } = dialysis;
  const [override] = kept.practitioner_overrides;
  expect(serviceSchema.parse(bodyNow(serviceValues(dialysis, usual)))).toEqual({
    ...kept,
    practitioner_overrides: [{ ...override, buffer_before_minutes: null, buffer_after_minutes: null }],
  });
});

test("what ends with the service still does when another duration is typed", () => {
  const typed = { ...serviceValues(dialysis, usual), duration_minutes: 250 };
  expect(bodyNow(typed).phases.map(({ ends_minute }) => ends_minute)).toEqual([20, 250, 250]);
});

test.each([
  [{ starts_minute: 10, ends_minute: 10 }, "ends_before_start"],
  [{ starts_minute: 0, ends_minute: 21 }, "ends_after_service"],
])("a phase at %j is refused at its end", (span, code) => {
  const typed = { ...fresh, phases: [{ ...span, need: "practitioner" }] };
  const issues = serviceSchema.safeParse(serviceBody(typed, typed.phases)).error?.issues;
  expect(issues).toMatchObject([{ path: ["phases", 0, "ends_minute"], params: { code } }]);
});

test.each([
  [20, null],
  [10, { path: ["practitioner_overrides", 0, "duration_minutes"], params: { code: "phases_do_not_fit" } }],
])("somebody who takes %d minutes must have time for what ends before the service does", (minutes, fault) => {
  const phases = [{ starts_minute: 0, ends_minute: 15, need: "practitioner" }];
  const typed = { ...fresh, practitioner_overrides: [{ ...overrideOf(chair), duration_minutes: minutes }] };
  const issues = serviceSchema.safeParse(serviceBody(typed, phases)).error?.issues ?? [];
  expect(issues).toMatchObject(fault ? [fault] : []);
});

test("an amount that is none is refused at its field", () => {
  const override = { ...overrideOf(chair), price_minor: "ten" };
  const issues = serviceSchema.safeParse(bodyNow({ ...fresh, practitioner_overrides: [override] })).error?.issues;
  expect(issues).toMatchObject([{ path: ["practitioner_overrides", 0, "price_minor"] }]);
});

function overrideOf(practitioner_id: string) {
  return {
    practitioner_id,
    duration_minutes: "" as const,
    price_minor: "",
    buffer_before_minutes: "" as const,
    buffer_after_minutes: "" as const,
  };
}
