import { fault } from "../core/errors.ts";

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

/** The key inside a cursor: `parts` strings, or as many nulls when there is none. Throws `invalid_request` on `/cursor`. */
export function readCursor(cursor: string | undefined, parts: number): (string | null)[] {
  if (cursor === undefined) return Array.from({ length: parts }, () => null);
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(key) &&
      key.length === parts &&
      key.every((part) => typeof part === "string" && !part.includes("\0"))
    )
      return key;
  } catch {
    // Not a cursor of ours: refused below.
  }
  throw fault("invalid_request", "/cursor", "This cursor does not come from an earlier page.");
}
