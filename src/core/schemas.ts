import { z } from "zod";
import { isTimeZone } from "./zones.ts";
import { isCurrency } from "./money.ts";
import { cleanText } from "./text.ts";

/** Building bricks of every request and answer: JSON in snake_case, instants with an offset, money in minor units. */

export const id = z.uuid().meta({ description: "UUID, version 7" });

/** RFC 3339 instant; a datetime without an offset is refused. */
export const instant = z.iso
  .datetime({ offset: true, error: "An RFC 3339 instant with an offset is needed, such as 2026-10-25T09:00:00+02:00." })
  .refine((text) => text >= "1900" && text < "2200", { error: "The year must lie between 1900 and 2199." })
  .refine((text) => !/\.\d{10}/.test(text), { error: "Nothing is told apart below a nanosecond." });

export const localDate = z.iso
  .date({ error: "A date is needed, such as 2026-10-25." })
  .refine((text) => text >= "1890" && text < "2200", { error: "The year must lie between 1890 and 2199." });

/** A local date (its first instant in the clinic's zone is meant) or an instant. Ranges are half-open. */
export const moment = z.union([localDate, instant]);

/** Wall-clock time, `HH:MM`. */
export const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A wall-clock time is needed, such as 09:30.");

export const timezone = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: "An IANA time zone is needed, such as Africa/Cairo." });
export const currency = z.string().refine(isCurrency, { error: "An ISO 4217 currency is needed, such as EUR." });
export const minor = z.int().min(0).max(100_000_000_000).meta({ description: "Amount in minor units (cents)" });
export const basisPoints = z.int().min(0).max(10_000).meta({ description: "Hundredths of a percent" });
export const minutes = (min: number, max: number) => z.int().min(min).max(max);
export const version = z.int().min(1);

/** One line of human text: normalised to NFC, without control characters or direction overrides. */
export const text = (max: number) => cleaned(max, false).pipe(z.string().min(1, "This may not be empty."));
/** Text that may run over several lines and may be empty. */
export const prose = (max: number) => cleaned(max, true);

function cleaned(max: number, multiline: boolean) {
  return z
    .string()
    .max(max)
    .transform((input, context) => {
      const cleaned = cleanText(input, { multiline });
      if (cleaned.ok) return cleaned.value;
      context.addIssue({ code: "custom", params: { code: cleaned.code }, message: textFaults[cleaned.code] });
      return z.NEVER;
    });
}

const textFaults = {
  control_character: "Control characters are not allowed.",
  bidi_override: "Characters that override the text direction are not allowed.",
  nul: "The NUL character is not allowed.",
  lone_surrogate: "The text is not valid Unicode.",
} as const;

export const listQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
};

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

/** Resource identity that every answer carries. */
export const stored = { id, version };

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .loose()
  .meta({ id: "Problem", description: "RFC 9457 problem details" });
