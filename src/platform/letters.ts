import type { Tenants } from "./database.ts";

/**
 * What to tell the host when the database takes only ASCII for letters: names in other scripts are then found when they are
 * typed exactly, and no longer in spite of a typing error. It hangs on the LC_CTYPE with which the database was created.
 */
export async function warnOfLetters(postgres: Tenants): Promise<string | null> {
  const [row] = await postgres.directory<{ knows: boolean }>("select cardinality(show_trgm('αβγ')) > 0 as knows", []);
  if (row?.knows) return null;
  return "This database was created with LC_CTYPE=C: patients with names in other scripts are found only by exact spelling.";
}
