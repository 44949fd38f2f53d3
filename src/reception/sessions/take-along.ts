import type { Temporal } from "temporal-polyfill";
import { type AppointmentRow, readAppointment } from "../../booking/appointments.ts";
import { recordMove } from "../../booking/move-appointment.ts";
import { readOffer, withoutAppointment } from "../../booking/offer.ts";
import { pinResources } from "../../booking/pin-resources.ts";
import { chooseDespite } from "../../booking/waivers.ts";
import type { Transaction } from "../../platform/database.ts";
import { placeClaims } from "../../supply/availability.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { moveKindOf, storeMove } from "../appointments/store-move.ts";
import type { BedRow } from "./beds.sql.ts";
import type { CalledOff } from "./cancel-session.ts";
import { startsIn } from "./pace.ts";
import { wishFor } from "./place-in-session.ts";

interface Moving {
  was: SessionRow;
  session: SessionRow;
  /** As they were before. */
  beds: readonly BedRow[];
  actorId: string;
  now: Temporal.Instant;
}

/** Each patient of a session that moved goes along, or is in it no more; says who went where. */
export async function takeAlong(tx: Transaction, moving: Moving): Promise<CalledOff["moved"]> {
  const moved: CalledOff["moved"] = [];
  for (const { id: bedId, holders } of moving.beds)
    for (const { appointmentId, admitted } of holders) {
      if (!admitted) continue;
      const found = (await readAppointment(tx, appointmentId))!;
      const there = found.status === "held" ? null : await goAlong(tx, found, bedId, moving);
      if (there) moved.push(sayMoved(there));
      else await leave(tx, found, moving);
    }
  return moved;
}

/** At the same distance from the session's start and in the same bed if that can be had; else as it can be. */
async function goAlong(
  tx: Transaction,
  found: AppointmentRow,
  bedId: string,
  { was, session, beds, actorId, now }: Moving,
): Promise<AppointmentRow | null> {
  const wish = wishFor(session, found.patient_id);
  const offer = withoutAppointment(await readOffer(tx, wish, now), found.id);
  const usable = new Set(offer.candidates.flatMap(({ plan }) => plan.needs.flatMap(({ candidates }) => candidates)));
  const others = beds.map(({ id }) => id).filter((id) => usable.has(id));
  const same =
    (session.starts_at.epochMilliseconds + found.starts_at.epochMilliseconds - was.starts_at.epochMilliseconds) /
    60_000;
  const starts = [same, ...startsIn(session, now)];
  for (const pinned of [others.filter((id) => id === bedId), others].filter((ids) => ids.length > 0))
    for (const start of starts) {
      const narrowed = pinResources(offer, pinned);
      const choice = chooseDespite(narrowed, start, soon);
      if ("reasons" in choice) continue;
      const taken = placeClaims(choice.candidate.plan, start)?.find(({ resourceId }) => others.includes(resourceId));
      const admission = { sessionId: session.id, bedId: found.bed_id === null ? null : taken!.resourceId };
      const kept = { found, kind: moveKindOf(found), count: found.reschedule_count, actorId, now };
      const { appointment } = await storeMove(tx, { ...kept, ...choice, offer: narrowed, start, admission });
      return appointment;
    }
  return null;
}

/** It was agreed already: that it is near now is no reason. */
const soon = [{ rule: "notice_too_short", reason: "The session was moved" }] as const;

async function leave(tx: Transaction, { id, status }: AppointmentRow, { actorId, now }: Moving): Promise<void> {
  const change = { session_id: null, bed_id: null };
  await recordMove(tx, id, { kind: "leave_session", from: [status], to: status }, { change, actorId, now });
}

const sayMoved = ({ id, booking_id, patient_name, starts_at }: AppointmentRow) => ({
  appointment_id: id,
  booking_id,
  patient_name,
  starts_at,
});
