import { z } from "zod";
import { placementStatuses, planStatuses } from "../core/moves.ts";
import { id, instant, listQuery, localDate, pageOf, stored } from "../core/schemas.ts";
import { appointment } from "../booking/schemas.ts";
import { contract } from "../demand/contract-schemas.ts";
import { bookingRequest } from "../demand/request-schemas.ts";

export { usualWeights } from "./problem.ts";

const points = z.int().min(0).max(1_000_000);

/** What each thing that is given up costs, in points; what is not named costs what docs/reference/matching.md says. */
export const weights = z
  .strictObject({
    unplaced: points,
    late_day: points,
    gap_day: points,
    pattern: points,
    practitioner: points,
    clinic: points,
    room_kind: points,
    continuity: points,
    waiting_minute: points,
    walking_minute: points,
    colleague: points,
    moved_day: points,
    moved_hour: points,
    call_list: points,
  })
  .partial()
  .meta({ id: "MatchingWeights" });

export const planKind = z.enum(["series", "batch", "itinerary", "replan"]);
export const planStatus = z.enum(planStatuses);
export const placementStatus = z.enum(placementStatuses);

/** A preference or rule by name, and how far it was met; what it costs, in points. */
const remark = z
  .object({
    code: z.enum([
      "pattern",
      "practitioner",
      "clinic",
      "room_kind",
      "continuity",
      "on_time",
      "spacing",
      "same_time",
      "same_practitioner",
      "waiting",
      "walking",
      "sooner",
      "no_supply",
      "all_taken",
      "patient_busy",
      "spacing_impossible",
      "outside_dates",
      "nobody_qualified",
    ]),
    cost: z.int(),
    days: z.int().optional(),
    minutes: z.int().optional(),
    weekday: z.int().optional(),
    start_local: z.string().optional(),
    practitioner_id: id.nullable().optional(),
    starts_at: instant.optional().meta({ description: "The better start that was not to be had" }),
    because: z
      .array(z.object({ code: z.string(), detail: z.string() }).loose())
      .optional()
      .meta({ description: "What stood in the way of it, as availability/explain says it" }),
  })
  .meta({ id: "PlacementRemark" });

export const placementReasons = z
  .object({ met: z.array(remark), given_up: z.array(remark), blocked: z.array(remark) })
  .meta({
    id: "PlacementReasons",
    description: "Which preferences it meets, which it gives up, what blocked the better one",
  });

export const place = z.object({
  clinic_id: id,
  practitioner_id: id.nullable(),
  resource_ids: z.array(id),
  starts_at: instant,
  ends_at: instant,
});

export const placement = z
  .object({
    ...stored,
    position: z.int(),
    status: placementStatus,
    clinic_id: id,
    patient_id: id,
    patient_name: z.string(),
    service_id: id,
    service_name: z.string(),
    request_id: id.nullable(),
    session_ticket_id: id.nullable(),
    appointment_id: id.nullable(),
    was: place.nullable().meta({ description: "Where the appointment is, or was, that a re-plan moves" }),
    practitioner_id: id.nullable(),
    practitioner_name: z.string().nullable(),
    resource_ids: z.array(id),
    starts_at: instant.nullable(),
    ends_at: instant.nullable(),
    cost: z.int(),
    reasons: placementReasons,
    refusal: z
      .object({ code: z.string(), detail: z.string(), alternatives: z.array(place) })
      .nullable()
      .meta({ description: "Why it could not be agreed any more, and what could be had instead" }),
    instead_at: instant
      .nullable()
      .meta({ description: "Of a refused one, when it is after all, booked or moved otherwise" }),
  })
  .meta({ id: "Placement" });

export const plan = z
  .object({
    ...stored,
    kind: planKind,
    clinic_id: id.nullable(),
    status: planStatus,
    objective: z.int().nullable(),
    bound: z.int().nullable().meta({ description: "No way of placing them costs less" }),
    gap: z.number().nullable().meta({ description: "(objective - bound) / objective; 0 is proved to be the best" }),
    optimal: z.boolean(),
    stopped: z
      .boolean()
      .meta({ description: "Somebody ended the search before its time; what is proposed is the best by then" }),
    progress: z.int(),
    curve: z.array(z.object({ ms: z.int(), objective: z.int(), bound: z.int() })),
    weights,
    failure: z.string().nullable(),
    created_at: instant,
    finished_at: instant.nullable(),
    placements: z.array(placement),
  })
  .meta({ id: "Plan" });

export const absence = z.strictObject({ resource_id: id, from: instant, to: instant });

/**
 * What is to be placed: all open requests of a clinic, some requests, whatever an absence or a session strands, or several services of
 * one patient on one day.
 */
export const newPlan = z.strictObject({
  clinic_id: id.optional(),
  request_ids: z.array(id).min(1).max(5000).optional(),
  absence: absence.optional(),
  appointment_ids: z.array(id).min(1).max(1000).optional().meta({
    description: "These appointments are to be moved: a room was lost, rules changed, sessions were cancelled",
  }),
  session_id: id.optional().meta({
    description: "Whoever this session strands is to be moved: it was cancelled or moved, or a bed is out of service",
  }),
  itinerary: z
    .strictObject({
      patient_id: id,
      clinic_id: id.optional(),
      service_ids: z.array(id).min(1).max(5),
      date_from: localDate,
      date_to: localDate.meta({ description: "The date after the last one" }),
      in_order: z.boolean().optional().meta({ description: "Whether they must follow each other as they are named" }),
      after: z
        .array(z.strictObject({ first: z.int().min(0).max(4), second: z.int().min(0).max(4) }))
        .max(10)
        .optional()
        .meta({ description: "Which must be over before which, by their place in service_ids" }),
    })
    .optional(),
  weights: weights.optional(),
  time_limit_seconds: z.int().min(1).max(60).optional(),
});

export const planCancel = z.strictObject({
  keep_found: z
    .boolean()
    .optional()
    .meta({ description: "Of a running search: end it soon, and propose the best that it has found" }),
});
export const planCommit = z.strictObject({ placement_ids: z.array(id).max(20_000).optional() });
export const planQuery = z.strictObject({ clinic_id: id.optional(), kind: planKind.optional(), ...listQuery });
export const planPage = pageOf(plan.omit({ placements: true }).meta({ id: "PlanHead" }));

/** Of one line of a contract, or one request: what can be placed today. Nothing is kept from anybody by asking. */
const feasibleLine = z.object({
  line_id: id.nullable(),
  request_id: id.nullable(),
  service_id: id,
  sessions: z.int(),
  placed: z.int(),
  last_date: localDate.nullable().meta({ description: "When the last session would be" }),
  cost: z.int(),
  placements: z.array(
    z.object({
      ordinal: z.int(),
      place: place.nullable(),
      practitioner_name: z.string().nullable(),
      reasons: placementReasons,
    }),
  ),
});
export const feasibility = z
  .object({
    feasible: z.boolean().meta({ description: "Whether every session can be placed" }),
    last_date: localDate.nullable(),
    lines: z.array(feasibleLine),
  })
  .meta({ id: "Feasibility" });

export const confirmation = z
  .object({ contract, requests: z.array(bookingRequest), appointments: z.array(appointment), feasibility })
  .meta({ id: "Confirmation", description: "The contract as signed, what was booked for it, and what could not be" });
export const autoFill = z
  .object({ request: bookingRequest, appointments: z.array(appointment), feasibility })
  .meta({ id: "AutoFill" });
