import { fault } from "../../core/errors.ts";

/** Which services must be over before which, by their places; as bits. */
export type Precedence = readonly number[];

interface Asked {
  service_ids: readonly string[];
  in_order?: boolean | undefined;
  after?: readonly { first: number; second: number }[] | undefined;
}

/**
 * What precedes each service. Throws `invalid_request` for a place that there is not, and where services would have to precede each
 * other in a circle.
 */
export function precedenceOf({ service_ids, in_order = false, after = [] }: Asked): Precedence {
  const before = service_ids.map((_, i) => (in_order && i > 0 ? 1 << (i - 1) : 0));
  for (const [i, { first, second: then }] of after.entries()) {
    for (const [name, place] of [["first", first] as const, ["then", then] as const])
      if (place >= service_ids.length)
        throw fault("invalid_request", `/itinerary/after/${i}/${name}`, "There is no such service.");
    before[then]! |= 1 << first;
  }
  let done = 0;
  for (const _ of service_ids) for (const [i, needed] of before.entries()) if (mayBegin(needed, done)) done |= 1 << i;
  if (done !== (1 << service_ids.length) - 1)
    throw fault("invalid_request", "/itinerary/after", "These services would each have to be before the other.");
  return before;
}

/** Whether all that is needed before is among what is done. */
export const mayBegin = (needed: number, done: number): boolean => (needed & done) === needed;
