import type { ShownVisit } from "../api/types.ts";

type Call = Pick<ShownVisit, "service_date" | "queue_number" | "call_count">;

/** The calls of which the wall has not spoken yet: a number that is called again is spoken of again. */
export function newCalls<Visit extends Call>(called: readonly Visit[], spoken: ReadonlySet<string>): Visit[] {
  return called.filter((visit) => !spoken.has(nameOf(visit)));
}

export const nameOf = ({ service_date, queue_number, call_count }: Call): string =>
  `${service_date}/${queue_number}/${call_count}`;
