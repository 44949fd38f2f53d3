import type { Temporal } from "temporal-polyfill";
import { type AppointmentRow, readAppointment } from "../../booking/appointments.ts";
import type { Transaction } from "../../platform/database.ts";
import { after, freeBeds, isThere, movableFrom, type Stranded, strandedIn } from "./beds.ts";
import type { BedRow, Holder } from "./beds.sql.ts";
import { type BedChange, giveBeds } from "./give-beds.ts";
import type { PatientOfBed } from "./session-blocks.sql.ts";

export interface Rehomed {
  beds: BedRow[];
  moved: (PatientOfBed & { bed_id: string })[];
  stranded: PatientOfBed[];
}

/**
 * Gives those whose beds cannot be used others of their session: who was not given one first, because they do not notice; who is there
 * first where beds are too few. Whoever is there and got none then changes with somebody who is not and was promised none. Says who
 * is left.
 */
export async function rehome(
  tx: Transaction,
  beds: readonly BedRow[],
  actorId: string | null,
  now: Temporal.Instant,
): Promise<Rehomed> {
  const changes = [...changesFor(beds).values()];
  const bedIds = new Set(beds.map(({ id }) => id));
  const changed = changes.length === 0 ? [] : await giveBeds(tx, bedIds, changes, actorId, now);
  const settled = after(beds, new Map(changes.map(({ appointmentId, bedId }) => [appointmentId, bedId])));
  const stranded = strandedIn(settled).map(({ holder }) => holder.appointmentId);
  const bedNow = new Map(changes.map(({ appointmentId, bedId }) => [appointmentId, bedId]));
  return {
    beds: settled,
    moved: changed
      .filter(({ id }) => !stranded.includes(id))
      .map((appointment) => ({ ...sayPatient(appointment), bed_id: bedNow.get(appointment.id)! })),
    stranded: await Promise.all(stranded.map(async (id) => sayPatient((await readAppointment(tx, id))!))),
  };
}

/** Each appointment's last change; nobody is moved twice. */
export function changesFor(beds: readonly BedRow[]): Map<string, BedChange> {
  const changes = new Map<string, BedChange>();
  const free = freeBeds(beds);
  const stranded = inTurn(strandedIn(beds), free.length);
  const left = stranded.slice(free.length);
  for (const [i, { holder }] of stranded.slice(0, free.length).entries())
    changes.set(holder.appointmentId, { ...holder, bedId: free[i]!.id, given: isPromised(holder) });
  const givesWay = beds.filter((bed) => !bed.out && movableFrom(bed) && !isThere(movableFrom(bed)!));
  for (const { bed, holder } of left.filter((one) => isThere(one.holder))) {
    const other = givesWay.pop();
    if (!other) break;
    const kept = movableFrom(other)!;
    changes.set(holder.appointmentId, { ...holder, bedId: other.id, given: true });
    changes.set(kept.appointmentId, { ...kept, bedId: bed.id, given: false });
  }
  return changes;
}

/** Where there are fewer beds than patients, whoever is there comes first. */
const inTurn = (stranded: Stranded[], free: number): Stranded[] =>
  free < stranded.length
    ? stranded.toSorted((a, b) => Number(isThere(b.holder)) - Number(isThere(a.holder)))
    : stranded;

/** Whoever is there is given a bed; who is not keeps no less than they were promised. */
const isPromised = (holder: Holder): boolean => holder.given || isThere(holder);

const sayPatient = ({ id, booking_id, patient_name }: AppointmentRow): PatientOfBed => ({
  appointment_id: id,
  booking_id,
  patient_name,
});
