import type { sayFeasibility } from "../matching/course.ts";
import { say } from "./output.ts";

/** A line for each session: when it is, or why it is nowhere. */
export function sayPlaced({ lines }: ReturnType<typeof sayFeasibility>): void {
  for (const { placements, placed, sessions } of lines) {
    for (const { ordinal, place, practitioner_name: who, reasons } of placements) {
      const why = reasons.blocked.map(({ code }) => code).join(", ");
      say(
        place ? `  ${ordinal}. ${place.starts_at}${who === null ? "" : ` ${who}`}` : `  ${ordinal}. not placed: ${why}`,
      );
    }
    say(`  ${placed} of ${sessions} sessions are booked.`);
  }
}
