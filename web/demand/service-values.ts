import type { z } from "zod";
import { parseMajor } from "../../src/core/money.ts";
import { serviceChange } from "../../src/demand/schemas.ts";
import type { Phase, Service } from "../api/types.ts";
import { amountText } from "../billing/balance.ts";
import { type Need, needFields, needOf } from "./needs.ts";
import { type Span, stretched } from "./phase-span.ts";

export interface PhaseValues extends Span {
  need: Need;
}

/** What one practitioner does otherwise; what is left empty is the service's own. */
export interface OverrideValues {
  practitioner_id: string;
  duration_minutes: number | "";
  price_minor: string;
  buffer_before_minutes: number | "";
  buffer_after_minutes: number | "";
}

export type ServiceValues = ReturnType<typeof serviceValues>;

/** What the form shows of a service, or of a new one at these clinics. */
export function serviceValues(service: Service | null, usual: { currency: string; clinicIds: string[] }) {
  const currency = service?.currency ?? usual.currency;
  const duration = service?.duration_minutes ?? 20;
  return {
    name: service?.name ?? "",
    description: service?.description ?? "",
    duration_minutes: duration,
    /** The duration for which the phases were drawn: what ended with it follows the one above. */
    drawn_minutes: duration,
    buffer_before_minutes: service?.buffer_before_minutes ?? 0,
    buffer_after_minutes: service?.buffer_after_minutes ?? 0,
    buffers_shareable: service?.buffers_shareable ?? false,
    min_notice_minutes: service?.min_notice_minutes ?? 0,
    max_future_days: service?.max_future_days ?? 60,
    allow_patient_reschedule: service?.allow_patient_reschedule ?? true,
    max_reschedule_count: service?.max_reschedule_count ?? 2,
    requires_approval: service?.requires_approval ?? false,
    late_cancel_notice_minutes: service?.late_cancel_notice_minutes ?? 0,
    no_show_forfeits: service?.no_show_forfeits ?? false,
    price_minor: amountText(service?.price_minor ?? 0, currency),
    deposit_minor: amountText(service?.deposit_minor ?? 0, currency),
    late_cancel_fee_minor: amountText(service?.late_cancel_fee_minor ?? 0, currency),
    no_show_fee_minor: amountText(service?.no_show_fee_minor ?? 0, currency),
    currency,
    consultation_mode: service?.consultation_mode ?? ("in_person" as const),
    clinic_ids: service?.clinic_ids ?? usual.clinicIds,
    practitioner_ids: service?.practitioner_ids ?? [],
    practitioner_overrides: (service?.practitioner_overrides ?? []).map((one) => overrideValues(one, currency)),
    phases: (service?.phases ?? [wholeService(duration)]).map(phaseValues),
    status: service?.status ?? ("active" as const),
  };
}

const wholeService = (duration: number): Phase => ({ starts_minute: 0, ends_minute: duration, need: "practitioner" });

const phaseValues = (phase: Phase): PhaseValues => ({
  starts_minute: phase.starts_minute,
  ends_minute: phase.ends_minute,
  need: needOf(phase),
});

function overrideValues(one: Service["practitioner_overrides"][number], currency: string): OverrideValues {
  return {
    practitioner_id: one.practitioner_id,
    duration_minutes: one.duration_minutes ?? "",
    price_minor: one.price_minor == null ? "" : amountText(one.price_minor, currency),
    buffer_before_minutes: one.buffer_before_minutes ?? "",
    buffer_after_minutes: one.buffer_after_minutes ?? "",
  };
}

/** The phases as they are at the duration that is typed now. */
export const phasesNow = ({ phases, drawn_minutes, duration_minutes }: ServiceValues): PhaseValues[] =>
  stretched(phases, drawn_minutes, duration_minutes);

/** What is sent for what was typed; an amount that is none is NaN, which the schema refuses at its field. */
export function serviceBody({ drawn_minutes: _, ...typed }: ServiceValues, phases: PhaseValues[]) {
  const minorOf = (amount: string) => parseMajor(amount, typed.currency) ?? Number.NaN;
  return {
    ...typed,
    description: typed.description.trim() || null,
    price_minor: minorOf(typed.price_minor),
    deposit_minor: minorOf(typed.deposit_minor),
    late_cancel_fee_minor: minorOf(typed.late_cancel_fee_minor),
    no_show_fee_minor: minorOf(typed.no_show_fee_minor),
    practitioner_overrides: typed.practitioner_overrides.map((one) => ({
      practitioner_id: one.practitioner_id,
      duration_minutes: orNull(one.duration_minutes),
      price_minor: one.price_minor.trim() ? minorOf(one.price_minor) : null,
      buffer_before_minutes: orNull(one.buffer_before_minutes),
      buffer_after_minutes: orNull(one.buffer_after_minutes),
    })),
    phases: phases.map(({ need, ...span }) => ({ ...span, ...needFields(need) })),
  };
}

const orNull = (typed: number | ""): number | null => (typed === "" ? null : typed);

/** The server's schema, and words for what cannot be: the server has them in English only. */
export const serviceSchema = serviceChange.superRefine((body, context) => {
  const { phases = [], duration_minutes: duration = 0, practitioner_overrides: overrides = [] } = body;
  const refuse = (code: string | null, ...path: (string | number)[]) => {
    if (code) context.addIssue({ code: "custom", path, params: { code } });
  };
  phases.forEach((phase, index) => refuse(faultOf(phase, duration), "phases", index, "ends_minute"));
  overrides.forEach(({ duration_minutes: own }, index) => {
    const fits = own == null || stretched(phases, duration, own).every((phase) => !faultOf(phase, own));
    refuse(fits ? null : "phases_do_not_fit", "practitioner_overrides", index, "duration_minutes");
  });
}) satisfies z.ZodType<z.output<typeof serviceChange>>;

function faultOf({ starts_minute: starts, ends_minute: ends }: Span, duration: number): string | null {
  if (ends <= starts) return "ends_before_start";
  return ends > duration ? "ends_after_service" : null;
}
