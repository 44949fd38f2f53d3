import { z } from "zod";
import { id, localDate } from "../../core/schemas.ts";

export const reportQuery = z.strictObject({
  clinic_id: id,
  from: localDate,
  to: localDate.meta({ description: "The date after the last one; at most 366 days after the first" }),
});

const about = { clinic_id: id, from: localDate, to: localDate };
const share = z.number().min(0).max(1).nullable().meta({ description: "From 0 to 1; null where nothing was counted" });

/** Minutes from joining the queue, or the start for who came early, until the first call. */
const waits = {
  visits: z.int(),
  median_minutes: z.number().nullable(),
  p90_minutes: z.number().nullable(),
  longest_minutes: z.number().nullable(),
};
const named = { id: id.nullable(), name: z.string().nullable() };

export const waitingTimes = z
  .object({
    ...about,
    ...waits,
    by_service: z.array(z.object({ ...named, ...waits })),
    by_practitioner: z.array(z.object({ ...named, ...waits })),
    by_hour: z.array(z.object({ hour: z.int().min(0).max(23), ...waits })),
    calibration: z
      .object({ told: z.int(), inside: z.int(), sooner: z.int(), later: z.int(), inside_share: share })
      .meta({ description: "How many were called within the range of minutes that they were told on joining" }),
  })
  .meta({ id: "WaitingTimes" });

const missed = { appointments: z.int(), no_shows: z.int(), no_show_share: share };
export const leadTime = z.enum(["same_day", "days_1_2", "days_3_7", "days_8_14", "days_15_30", "days_31"]);

export const noShows = z
  .object({
    ...about,
    ...missed,
    by_service: z.array(z.object({ ...named, ...missed })),
    by_practitioner: z.array(z.object({ ...named, ...missed })),
    by_weekday: z.array(z.object({ weekday: z.int().min(1).max(7), ...missed })),
    by_lead_time: z.array(z.object({ lead_time: leadTime, ...missed })),
  })
  .meta({ id: "NoShows" });

const minutesOf = {
  working_minutes: z.int().meta({ description: "By the rules and exceptions of the resource at this clinic" }),
  booked_minutes: z.int().meta({ description: "Claimed by appointments, with what is kept free around them" }),
  worked_minutes: z.int().meta({ description: "From the start to the end of visits" }),
};
export const utilization = z
  .object({
    ...about,
    resources: z.array(
      z.object({
        resource_id: id,
        kind: z.string(),
        name: z.string(),
        ...minutesOf,
        booked_share: share,
        days: z.array(z.object({ date: localDate, ...minutesOf })),
      }),
    ),
  })
  .meta({ id: "Utilization" });
