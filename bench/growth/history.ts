import { textOfMinute } from "../../src/core/zones.ts";
import { bookedPerDay, doctorsPerClinic, opensAtMinute, type Service, slotMinutes, startsPerDay } from "./clinics.ts";
import { lineOf, type Lines, noLines, type Row, type Table } from "./lines.ts";
import { writeAppointment } from "./one-appointment.ts";
import type { Outcome } from "./outcomes.ts";

/** One start of one doctor on one day, days counted from the first of the past. */
export interface Cell {
  day: number;
  clinic: number;
  doctor: number;
  slot: number;
}

/** Which of a doctor's starts are booked on a day: 20 of 48, by a stride that differs from day to day. */
export function isBooked({ day, clinic, doctor, slot }: Cell): boolean {
  const seed = (day * 7_919 + clinic * 104_729 + doctor * 1_299_709) % 1_000_003;
  const stride = strides[seed % strides.length]!;
  return (slot * stride + seed) % startsPerDay < bookedPerDay;
}

const strides = [1, 5, 7, 11, 13, 17, 19, 23, 25, 29, 31, 35, 37, 41, 43, 47]; // no divisor in common with 48

/** Nobody comes twice on one day: a day has no more starts than there are patients. */
export function patientOf({ clinics, patients }: Service, { day, clinic, doctor, slot }: Cell): number {
  const doctors = clinics.length * doctorsPerClinic;
  return ((day * startsPerDay + slot) * doctors + clinic * doctorsPerClinic + doctor) % patients;
}

/** A past start was kept by most, cancelled by some, and missed by a few. */
const outcomeOf = (n: number): Outcome => (n % 25 < 22 ? "completed" : n % 25 < 24 ? "cancelled" : "no_show");

/** All that one day leaves behind in every table. `firstDay` and `today` are days since 1970; what is after today is still to come. */
export function linesOfDay(
  service: Service,
  patientIds: readonly string[],
  day: number,
  { firstDay, today }: { firstDay: number; today: number },
): Lines {
  const lines = noLines();
  const write = (table: Table, row: Row) => lines[table].push(lineOf(table, service.organizationId, row));
  const date = firstDay + day;
  let n = day;
  for (const [clinic, { id: clinicId, practitionerIds }] of service.clinics.entries()) {
    let number = 0;
    for (let slot = 0; slot < startsPerDay; slot++)
      for (const [doctor, practitionerId] of practitionerIds.entries()) {
        const cell = { day, clinic, doctor, slot };
        if (!isBooked(cell)) continue;
        n++;
        const outcome = date >= today ? "confirmed" : outcomeOf(n);
        if (outcome === "completed") number++;
        const start = date * 1440 + opensAtMinute + slot * slotMinutes;
        const patientId = patientIds[patientOf(service, cell)]!;
        // Booked one to fourteen days before; what is still to come, by yesterday.
        const bookedAt = Math.min(start - 1440 * (1 + (n % 14)), today * 1440 - 60 - (n % 720));
        writeAppointment(write, service, { clinicId, practitionerId, patientId, start, bookedAt, outcome, number });
      }
    if (number > 0)
      write("queue_counters", { clinic_id: clinicId, service_date: dateOf(date * 1440), last_number: number });
  }
  return lines;
}

const dateOf = (minute: number) => textOfMinute(minute).slice(0, 10);
