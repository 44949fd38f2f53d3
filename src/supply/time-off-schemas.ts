import { z } from "zod";
import { timeOffStatuses } from "../core/moves.ts";
import { id, instant, listQuery, moment, pageOf, prose, stored, text, timezone } from "../core/schemas.ts";
import { impact } from "./schemas.ts";

export const timeOffStatus = z.enum(timeOffStatuses);

export const timeOffRequest = z
  .object({
    ...stored,
    resource_id: id,
    resource_name: z.string(),
    starts_at: instant,
    ends_at: instant,
    timezone: z.string(),
    status: timeOffStatus,
    reason: z.string().nullable(),
    notes: z.string().nullable().meta({ description: "Of the one who decided" }),
    schedule_exception_id: id.nullable(),
    requested_by: id.nullable(),
    decided_by: id.nullable(),
    decided_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: "TimeOffRequest" });

export const newTimeOffRequest = z.strictObject({
  resource_id: id,
  from: moment.meta({ description: "An instant, or a local date: its first minute" }),
  to: moment.meta({ description: "An instant, or the local date after the last one" }),
  timezone: timezone.optional(),
  reason: text(200).nullable().optional(),
});
export const timeOffDecision = z.strictObject({ notes: prose(500).nullable().optional() });
export const timeOffQuery = z.strictObject({
  resource_id: id.optional(),
  status: timeOffStatus.optional(),
  from: moment.optional(),
  to: moment.optional(),
  ...listQuery,
});
export const timeOffPage = pageOf(timeOffRequest);

/** The answer to approving, and to its preview. */
export const timeOffApproval = z
  .object({ time_off_request: timeOffRequest, stranded: impact.shape.stranded, slots: impact.shape.slots })
  .meta({ id: "TimeOffApproval" });
