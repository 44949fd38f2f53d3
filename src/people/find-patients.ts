import { readBookingId } from "../core/booking-id.ts";
import { nameKey } from "../core/names.ts";
import { phoneDigits } from "../core/phones.ts";
import type { Database } from "../platform/database.ts";
import { type Page, pageOf, readCursor } from "../platform/paging.ts";
import {
  findPatientByBookingId,
  findPatientsByName,
  findPatientsByPhone,
  listPatients,
  type PatientRow,
} from "./patients.sql.ts";

/**
 * What the desk types into one box: a name in any script, part of a phone number, or a booking id.
 *
 * Without a query all patients by name, in pages; with one the best matches, in a single page.
 */
export async function findPatients(
  database: Database,
  search: { query?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<PatientRow>> {
  const query = search.query?.trim() ?? "";
  if (query === "") return await everyone(database, search);
  return { items: await matching(database, query, search.limit), next_cursor: null };
}

async function everyone(
  database: Database,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<PatientRow>> {
  const [key, id] = readCursor(cursor, "text", "uuid");
  const rows = await listPatients(database, { nameKey: key ?? null, id: id ?? null }, limit + 1);
  const page = pageOf(rows, limit, (row) => [row.name_key, row.id]);
  return { ...page, items: page.items.map(({ name_key: _, ...patient }) => patient) };
}

async function matching(database: Database, query: string, limit: number): Promise<PatientRow[]> {
  const bookingId = readBookingId(query);
  const byBooking = bookingId === null ? [] : await findPatientByBookingId(database, bookingId);
  if (byBooking.length > 0) return byBooking;
  const digits = phoneDigits(query);
  // A national number starts with a trunk 0 that its E.164 form does not have.
  if (digits.length >= 3 && !/\p{L}/u.test(query))
    return await findPatientsByPhone(database, digits.replace(/^0+/, ""), limit);
  const words = nameKey(query)
    .split(" ")
    .filter((word) => word !== "");
  return words.length === 0 ? [] : await findPatientsByName(database, words.slice(0, 8), limit);
}
