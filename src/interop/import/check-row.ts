import { Temporal } from "temporal-polyfill";
import { ageOn, isPlausibleBirthDate } from "../../core/dates.ts";
import { normalizePhone } from "../../core/phones.ts";
import { dateOf } from "../../core/zones.ts";
import type { Moment } from "./fields.ts";
import type { MappedRow } from "./map-row.ts";

/** Something wrong with a field of a row; which column that is, the mapping knows. */
export interface FieldFault {
  field: string;
  code: string;
  detail: string;
}

export interface CheckContext {
  now: Temporal.Instant;
  /** How phone numbers without a country code are read. */
  country: string;
  zone: string | null;
}

/** Everything about one row that no database needs to be asked for: its times in order, its person possible. */
export function checkRow(row: MappedRow, context: CheckContext): FieldFault[] {
  if (row.kind === "practitioners") return [];
  if (row.kind === "patients") return checkPerson(row.values, context);
  const newcomer = row.patient ? checkPerson(row.patient, context) : [];
  return [...newcomer, ...checkTimes(row, context)];
}

type Person = Extract<MappedRow, { kind: "patients" }>["values"];

function checkPerson({ phone, birth_date: birthDate, age }: Person, { now, country }: CheckContext): FieldFault[] {
  const faults: FieldFault[] = [];
  // A day's grace: where the patient lives it may be tomorrow already.
  const today = dateOf(now, "UTC").add({ days: 1 });
  if (phone != null && phone.trim() !== "" && normalizePhone(phone, country) === null)
    faults.push(
      fault(
        "phone",
        "invalid_value",
        `This is not a phone number in ${country}; write others with + and the country code.`,
      ),
    );
  if (birthDate == null) return faults;
  const birth = Temporal.PlainDate.from(birthDate);
  if (!isPlausibleBirthDate(birth, today))
    faults.push(fault("birth_date", "impossible_birth_date", `Nobody alive was born on ${birthDate}.`));
  else if (age !== undefined && ageOn(birth, today) < age)
    faults.push(fault("age", "impossible_age", `Who was born on ${birthDate} is not ${age} years old yet.`));
  return faults;
}

type Stay = Extract<MappedRow, { kind: "appointments" | "visits" }>;

function checkTimes(row: Stay, context: CheckContext): FieldFault[] {
  const faults = [...futureFaults(row, context), ...orderFaults(row), ...missingFaults(row)];
  const { paid_at: paidAt } = row.at;
  if (paidAt && row.values.payment_method === undefined)
    faults.push(fault("paid_at", "missing", "What was paid needs a payment_method."));
  if (row.kind === "appointments") faults.push(...statusFaults(row), ...dateFaults(row, context));
  return faults;
}

function futureFaults({ at }: Stay, { now }: CheckContext): FieldFault[] {
  return Object.entries(at).flatMap(([field, instant]) =>
    field !== "starts_at" && Temporal.Instant.compare(instant, now) > 0
      ? [fault(field, "in_the_future", `${field} lies in the future.`)]
      : [],
  );
}

/** Each may not come before the ones named with it. */
const follows: readonly (readonly [Moment, readonly Moment[]])[] = [
  ["starts_at", ["booked_at"]],
  ["cancelled_at", ["booked_at"]],
  ["arrived_at", ["booked_at"]],
  ["called_at", ["arrived_at"]],
  ["started_at", ["called_at", "arrived_at"]],
  ["ended_at", ["started_at"]],
  ["left_at", ["called_at", "arrived_at"]],
  ["paid_at", ["arrived_at"]],
];

function orderFaults({ at }: Stay): FieldFault[] {
  return follows.flatMap(([field, before]) => {
    const instant = at[field];
    const late = instant && before.find((one) => at[one] && Temporal.Instant.compare(instant, at[one]) < 0);
    return late ? [fault(field, "wrong_order", `${field} lies before ${late}.`)] : [];
  });
}

/** A later station cannot be without the one before it. */
const rests: readonly (readonly [Moment, Moment])[] = [
  ["called_at", "arrived_at"],
  ["started_at", "arrived_at"],
  ["ended_at", "started_at"],
  ["left_at", "arrived_at"],
  ["paid_at", "arrived_at"],
];

function missingFaults({ at }: Stay): FieldFault[] {
  const faults = rests.flatMap(([field, base]) =>
    at[field] && !at[base] ? [fault(field, "missing", `${field} is there and ${base} is not.`)] : [],
  );
  if (at.left_at && at.started_at)
    faults.push(fault("left_at", "wrong_order", "Who was treated did not leave before."));
  return faults;
}

function statusFaults({ values: { status }, at }: Extract<MappedRow, { kind: "appointments" }>): FieldFault[] {
  if (status === "attended" && !at.arrived_at)
    return [fault("arrived_at", "missing", "Who attended has arrived: arrived_at is needed.")];
  if (status === "booked" && (at.arrived_at ?? at.cancelled_at))
    return [fault("status", "contradiction", "What is only booked has neither an arrival nor a cancellation.")];
  const isCancelled = status === "cancelled" || at.cancelled_at !== undefined;
  if (isCancelled && (at.arrived_at ?? at.paid_at))
    return [
      fault(
        at.arrived_at ? "arrived_at" : "paid_at",
        "contradiction",
        "What was cancelled has neither arrival nor payment.",
      ),
    ];
  return status === "attended" && at.cancelled_at
    ? [fault("cancelled_at", "contradiction", "Who attended did not cancel.")]
    : [];
}

/** Patients check in on the clinic-local date of their appointment; appointments start on whole minutes. */
function dateFaults({ at }: Stay, { zone }: CheckContext): FieldFault[] {
  const { starts_at: startsAt, arrived_at: arrivedAt } = at;
  if (!startsAt || zone === null) return [];
  if (startsAt.epochMilliseconds % 60_000 !== 0)
    return [fault("starts_at", "invalid_value", "Appointments start on a whole minute.")];
  return arrivedAt && !dateOf(startsAt, zone).equals(dateOf(arrivedAt, zone))
    ? [fault("arrived_at", "wrong_date", "The arrival is not on the date of the appointment.")]
    : [];
}

const fault = (field: string, code: string, detail: string): FieldFault => ({ field, code, detail });
