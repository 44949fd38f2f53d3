import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { closureOf, type Holiday, holidaysOf } from "./holidays.ts";
import { askHolidays } from "./suggest-holidays.ts";

const say = ({ date, days, names, kind }: Holiday) =>
  [date.toString(), ...(days > 1 ? [`${days} days`] : []), ...(kind === "public" ? [] : [kind]), names.en].join(" ");

// As date-holidays 3.37.0 tells them. Officially, Clean Monday of Cyprus is the day before; see docs/how-to/confirm-holidays.md.
test.each([
  [
    "GR",
    null,
    2026,
    [
      "2026-01-01 New Year's Day",
      "2026-01-06 Epiphany",
      "2026-02-23 Ash Sunday",
      "2026-03-25 Annunciation, Anniversary of 1821 Revolution",
      "2026-04-10 Good Friday",
      "2026-04-12 Easter Sunday",
      "2026-04-13 Easter Monday",
      "2026-05-01 Labour Day",
      "2026-05-31 Pentecost",
      "2026-06-01 Whit Monday",
      "2026-08-15 Assumption",
      "2026-10-28 National Holiday",
      "2026-12-25 Christmas Day",
      "2026-12-26 Boxing Day",
    ],
  ],
  [
    "EG",
    null,
    2026,
    [
      "2026-01-07 Christmas Day",
      "2026-01-25 National Police Day",
      "2026-01-25 Revolution Day 2011",
      "2026-03-20 3 days End of Ramadan (Eid al-Fitr)",
      "2026-04-13 Sham El Nessim",
      "2026-04-25 Sinai Liberation Day",
      "2026-05-01 Labour Day",
      "2026-05-27 4 days Feast of the Sacrifice (Eid al-Adha)",
      "2026-06-16 Islamic New Year",
      "2026-06-30 30 June Day",
      "2026-07-23 Revolution Day",
      "2026-08-25 Birthday of Muhammad (Mawlid)",
      "2026-10-06 Armed Forces Day",
    ],
  ],
  [
    "CY",
    null,
    2027,
    [
      "2027-01-01 New Year's Day",
      "2027-01-06 Epiphany",
      "2027-03-16 Clean Monday",
      "2027-03-25 Annunciation, Anniversary of 1821 Revolution",
      "2027-04-01 Cyprus National Day",
      "2027-04-30 Good Friday",
      "2027-05-01 Labour Day",
      "2027-05-02 Easter Sunday",
      "2027-05-03 Easter Monday",
      "2027-06-20 Pentecost",
      "2027-08-15 Assumption",
      "2027-10-01 Cyprus Independence Day",
      "2027-10-28 National Holiday",
      "2027-12-25 Christmas Day",
      "2027-12-26 Boxing Day",
    ],
  ],
  [
    "DE",
    "BY",
    2026,
    [
      "2026-01-01 New Year's Day",
      "2026-01-06 Epiphany",
      "2026-04-03 Good Friday",
      "2026-04-06 Easter Monday",
      "2026-05-01 Labour Day",
      "2026-05-14 Ascension Day",
      "2026-05-25 Whit Monday",
      "2026-06-04 Corpus Christi",
      "2026-10-03 National Holiday",
      "2026-11-01 All Saints' Day",
      "2026-11-18 school Day of Prayer and Repentance",
      "2026-12-24 bank Christmas Eve",
      "2026-12-25 Christmas Day",
      "2026-12-26 Boxing Day",
      "2026-12-31 bank New Year's Eve",
    ],
  ],
])("%s %s %i", async (country, region, year, expected) => {
  const found = await askHolidays(country, region, year);
  expect(found.filter(({ kind }) => kind !== "observance").map(say)).toEqual(expected);
});

test("Sri Lanka keeps every full moon", async () => {
  const found = await askHolidays("LK", null, 2026);
  const moons = found
    .filter(({ names }) => /Poya/.test(names.en))
    .map(({ date }) => date.toString().slice(5))
    .join(" ");
  expect(moons).toBe("01-03 02-01 03-02 04-01 05-01 05-02 05-30 06-29 07-29 08-27 09-26 10-25 11-24 12-23");
  expect(found[0]!.names).toEqual({ en: "New Year's Day", local: "නව වසර" });
});

test("of Sri Lanka one year alone is known, because the library repeats its moons every year", async () => {
  const refused = { errors: [{ pointer: "/year", detail: "Of LK, only the holidays of 2026 are known." }] };
  await expect(askHolidays("LK", null, 2027)).rejects.toMatchObject({ code: "invalid_request", ...refused });
});

test("names are the country's own, with the English ones beside", async () => {
  const [newYear] = await askHolidays("GR", null, 2026);
  expect(newYear).toMatchObject({ name: "Πρωτοχρονιά", names: { en: "New Year's Day", local: "Πρωτοχρονιά" } });
  const fitr = (await askHolidays("EG", null, 2026)).find(({ days }) => days === 3);
  expect(fitr!.name).toBe("عيد الفطر");
});

test("a district has what its state does not", async () => {
  const augsburg = (await askHolidays("DE", "BY-A", 2026)).map(say);
  expect(augsburg).toContain("2026-08-08 Augsburg Peace Festival");
  expect((await askHolidays("DE", "by", 2026)).map(say)).not.toContain("2026-08-08 Augsburg Peace Festival");
});

test.each([
  ["XX", null, "No holidays are known for the whole of XX."],
  ["DE", "XX", "No holidays are known for XX of DE."],
  ["DE", "BY-X", "No holidays are known for BY-X of DE."],
  ["GR", "A", "No holidays are known for A of GR."],
])("%s %s is unknown", async (country, region, detail) => {
  const refused = { code: "invalid_request", errors: [{ pointer: "/clinic_id", detail }] };
  await expect(askHolidays(country, region, 2026)).rejects.toMatchObject(refused);
});

const told = (date: string, start: string, end: string) => ({
  date,
  start: new Date(start),
  end: new Date(end),
  name: "Feast",
  type: "public" as const,
  rule: "rule",
});

test.each([
  ["from midnight", "2026-01-01 00:00:00", "2025-12-31T22:00Z", "2026-01-01T22:00Z", "2026-01-01", 1],
  ["from the sunset before", "2026-03-20 00:00:00 -0600", "2026-03-19T16:00Z", "2026-03-22T16:00Z", "2026-03-20", 3],
  ["half a day", "2026-12-24 14:00:00", "2026-12-24T13:00Z", "2026-12-24T23:00Z", "2026-12-24", 1],
  ["without the hour of spring", "2026-03-28 00:00:00", "2026-03-27T22:00Z", "2026-03-30T21:00Z", "2026-03-28", 3],
  ["with the hour of autumn", "2026-10-24 00:00:00", "2026-10-23T21:00Z", "2026-10-26T22:00Z", "2026-10-24", 3],
  ["until noon of its last", "2026-03-20 00:00:00 -0600", "2026-03-19T15:00Z", "2026-03-23T09:00Z", "2026-03-20", 3],
])("%s", (_, date, start, end, day, days) => {
  const [holiday] = holidaysOf([told(date, start, end)], []);
  expect({ ...holiday, date: holiday!.date.toString() }).toEqual({
    date: day,
    days,
    name: "Feast",
    names: { en: "Feast", local: "Feast" },
    kind: "public",
  });
});

test.each([
  ["2026-04-10T21:00Z", "2026-04-13T21:00Z", null],
  ["2026-04-09T21:00Z", "2026-04-10T21:00Z", "closed"],
  ["2026-04-10T10:00Z", "2026-04-10T12:00Z", "closed"],
  ["2026-04-08T21:00Z", "2026-04-09T21:00Z", null],
])("the closure %s to %s is %s", (startsAt: string, endsAt: string, expected: string | null) => {
  const [holiday] = holidaysOf([told("2026-04-10 00:00:00", "2026-04-09T21:00Z", "2026-04-10T21:00Z")], []);
  const closure = {
    id: "closed",
    starts_at: Temporal.Instant.from(startsAt),
    ends_at: Temporal.Instant.from(endsAt),
  };
  expect(closureOf(holiday!, [closure], "Europe/Athens")).toBe(expected);
});
