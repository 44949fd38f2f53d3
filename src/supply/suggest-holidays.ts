import type Holidays from "date-holidays";
import { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import { dayBounds } from "../core/zones.ts";
import type { House } from "../platform/house.ts";
import { findHolidayPlace, selectClosures } from "./holidays.sql.ts";
import { closureOf, type Holiday, holidaysOf } from "./holidays.ts";

/** Countries whose moon days the library has as dates of one year, and gives for every year. */
const onlyYears: Readonly<Record<string, number>> = { LK: 2026 };

/** Longer than any holiday that begins in December. */
const overhangDays = 31;

/**
 * The holidays that begin in a year in the clinic's country and region, each with the closure that somebody confirmed for it.
 *
 * Suggestions: the library errs, and countries move their holidays. Throws `not_found` for an unknown clinic, and `invalid_request`
 * for one without a country or in a place of which nothing is known, all on `/clinic_id`; for a year of which nothing is, on `/year`.
 */
export async function suggestHolidays(house: House, organizationId: string, clinicId: string, year: number) {
  const { place, closures } = await house.postgres.read(organizationId, async (database) => {
    const place = await findHolidayPlace(database, clinicId);
    if (!place) throw notFound("/clinic_id", "clinic");
    const first = new Temporal.PlainDate(year, 1, 1);
    const from = dayBounds(first, place.timezone).startsAt;
    const to = dayBounds(first.add({ years: 1, days: overhangDays }), place.timezone).startsAt;
    return { place, closures: await selectClosures(database, clinicId, from, to) };
  });
  if (place.country === null) throw fault("invalid_request", "/clinic_id", "The clinic has no country.");
  const holidays = await askHolidays(place.country, place.region, year);
  return holidays.map((holiday) => ({
    ...holiday,
    schedule_exception_id: closureOf(holiday, closures, place.timezone),
  }));
}

/**
 * What date-holidays says about a country (`GR`), and within it about a state (`BY`) or a district of one (`BY-A`). Throws
 * `invalid_request` for a place or a year that it does not know.
 */
export async function askHolidays(country: string, region: string | null, year: number): Promise<Holiday[]> {
  // Its tables take a fifth of a second and tens of megabytes: for those alone who ask.
  const { default: Library } = await import("date-holidays");
  const library = new Library(region === null ? country : `${country}-${region}`);
  if (!isKnown(library, country, region))
    throw fault("invalid_request", "/clinic_id", `No holidays are known for ${region ?? "the whole"} of ${country}.`);
  const onlyYear = onlyYears[country] ?? year;
  if (year !== onlyYear)
    throw fault("invalid_request", "/year", `Of ${country}, only the holidays of ${onlyYear} are known.`);
  const [language = "en"] = library.getLanguages();
  // In this order: the library keeps the language of the last question.
  const local = library.getHolidays(year, language);
  return holidaysOf(local, library.getHolidays(year, "en"));
}

/** The library answers for a country when it does not know the region, and nothing when it does not know the country. */
function isKnown(library: Holidays, country: string, region: string | null): boolean {
  if (!(country in library.getCountries())) return false;
  if (region === null) return true;
  const [state = "", district] = region.toUpperCase().split("-");
  // Its types know of no country without states.
  const states = library.getStates(country) as Names | undefined;
  if (!states || !(state in states)) return false;
  const districts = library.getRegions(country, state) as Names | undefined;
  return district === undefined || (districts !== undefined && district in districts);
}

type Names = Record<string, string>;
