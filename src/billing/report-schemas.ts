import { z } from "zod";
import { currency, id, localDate, minor } from "../core/schemas.ts";

const signedMinor = z.int().meta({ description: "Amount in minor units; more given back than taken is negative" });
const range = {
  from: localDate.meta({ description: "First date" }),
  to: localDate.meta({ description: "The date after the last one, at most 400 days later" }),
};

export const shareQuery = z.strictObject({
  clinic_id: id.optional(),
  ...range,
  format: z.enum(["json", "csv"]).default("json"),
});

/** What is a practitioner's of the visits of a range of dates that have ended, and of the money that came in for them. */
const shareRow = z
  .object({
    practitioner_id: id.nullable().meta({
      description: "Null for visits of nobody in particular, and for prepaid sessions that were used up by a no-show",
    }),
    practitioner_name: z.string().nullable(),
    currency,
    payments: z
      .int()
      .meta({ description: "Payments of these dates that are due, and prepaid sessions that were given or used up" }),
    total_minor: minor,
    practitioner_share_minor: minor,
    clinic_share_minor: minor,
    paid_minor: signedMinor.meta({ description: "What of the total was paid, whenever that was" }),
    practitioner_paid_minor: signedMinor.meta({ description: "The practitioner's part of what was paid" }),
    clinic_paid_minor: signedMinor,
  })
  .meta({ id: "PractitionerShare" });
export const shareReport = z.object({ from: localDate, to: localDate, items: z.array(shareRow) });

export const exportQuery = z.strictObject({ clinic_id: id, ...range });
