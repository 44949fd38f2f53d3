import { fault } from "../core/errors.ts";
import { isUuid } from "../core/ids.ts";
import { instant, localDate, localTime } from "../core/schemas.ts";

export interface Page<Item> {
  items: Item[];
  next_cursor: string | null;
}

/**
 * Keyset paging: ask for `limit + 1` rows after the cursor's key, hand out `limit` of them.
 *
 * `keyOf` gives the values of the columns that the list is ordered by.
 */
export function pageOf<Item>(rows: Item[], limit: number, keyOf: (item: Item) => unknown[]): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { items, next_cursor: more ? Buffer.from(JSON.stringify(keyOf(last))).toString("base64url") : null };
}

const shapes = {
  text: (part: string) => !part.includes("\0"),
  uuid: isUuid,
  instant: (part: string) => instant.safeParse(part).success,
  date: (part: string) => localDate.safeParse(part).success,
  time: (part: string) => localTime.safeParse(part).success,
  number: (part: string) => /^\d{1,4}$/.test(part),
};

/**
 * The key inside a cursor, one string for each part of it, or as many nulls when there is no cursor.
 *
 * Parts are checked for their shape, because PostgreSQL would refuse a made-up one without saying that the cursor is meant.
 * Throws `invalid_request` on `/cursor`.
 */
export function readCursor(cursor: string | undefined, ...parts: (keyof typeof shapes)[]): (string | null)[] {
  if (cursor === undefined) return parts.map(() => null);
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    const fits = (value: unknown, i: number): boolean => typeof value === "string" && shapes[parts[i]!](value);
    if (Array.isArray(key) && key.length === parts.length && key.every(fits)) return key as string[];
  } catch {
    // Not a cursor of ours: refused below.
  }
  throw fault("invalid_request", "/cursor", "This cursor does not come from an earlier page.");
}
