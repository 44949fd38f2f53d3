import type { Temporal } from "temporal-polyfill";
import { type AppointmentRow, readAppointment } from "../../booking/appointments.ts";
import type { Transaction } from "../../platform/database.ts";
import { bedOf } from "./beds.ts";
import { selectBeds } from "./beds.sql.ts";
import { rehome } from "./rehome.ts";
import { lockSession } from "./sessions.sql.ts";

/** The bed that is kept for who arrives now and is given to them, unless it cannot be used. Locks the session. */
export async function bedOnArrival(
  tx: Transaction,
  found: AppointmentRow,
  now: Temporal.Instant,
): Promise<string | null> {
  if (found.session_id === null) return null;
  await lockSession(tx, found.session_id);
  const bed = bedOf(await selectBeds(tx, found.session_id, now), found.id);
  return bed && !bed.out ? bed.id : null;
}

/** Finds another bed, if there is one, for somebody who is there and whose bed cannot be used; gives the appointment as it is then. */
export async function bedInstead(
  tx: Transaction,
  arrived: AppointmentRow,
  actorId: string | null,
  now: Temporal.Instant,
): Promise<AppointmentRow> {
  if (arrived.session_id === null) return arrived;
  await rehome(tx, await selectBeds(tx, arrived.session_id, now), actorId, now);
  return (await readAppointment(tx, arrived.id))!;
}
