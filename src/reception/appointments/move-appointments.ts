import { fault, refusalOf } from "../../core/errors.ts";
import type { AppointmentRow, Party } from "../../booking/appointments.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { OnePart } from "../../platform/http/once.ts";
import type { House } from "../../platform/house.ts";
import type { VisitRow } from "../../visits/visits.ts";
import { cancel } from "./cancel.ts";
import { checkIn } from "../queue/check-in.ts";
import { complete } from "./complete.ts";
import { confirm } from "./confirm.ts";
import { noShow } from "./no-show.ts";
import { undo } from "./undo.ts";

interface Moved {
  appointment: AppointmentRow;
  visit: VisitRow;
}

interface Bulk {
  move: "confirm" | "cancel" | "no_show" | "check_in" | "complete" | "undo";
  ids: readonly string[];
  reason: string | null;
  requestedBy: Party | undefined;
}

export type OneMoved =
  | ({ appointment_id: string; done: true } & Moved)
  | { appointment_id: string; done: false; problem: { code: string; detail: string } & Record<string, unknown> };

const plain = { confirm, no_show: noShow, check_in: checkIn, complete, undo };

/**
 * Makes one move with many appointments, in their order, each in a transaction of its own: what is refused does not stop the
 * others. `onePart` does one of them. Throws `invalid_request` for an id that comes twice, and `unavailable` in the middle of it.
 */
export async function moveAppointments(caller: Caller, bulk: Bulk, onePart: OnePart): Promise<OneMoved[]> {
  requireDistinct(bulk.ids);
  const results: OneMoved[] = [];
  for (const [i, id] of bulk.ids.entries())
    results.push(
      await onePart(i, (house) => moveOne(house, caller, id, bulk)).then(
        (moved): OneMoved => ({ appointment_id: id, done: true, ...moved }),
        (error: unknown): OneMoved => ({ appointment_id: id, done: false, problem: sayRefusal(error) }),
      ),
    );
  return results;
}

function moveOne(house: House, caller: Caller, id: string, { move, reason, requestedBy }: Bulk): Promise<Moved> {
  if (move === "cancel") return cancel(house, caller, id, { reason, requestedBy, expectedVersion: null });
  return plain[move](house, caller, id, null);
}

function requireDistinct(ids: readonly string[]): void {
  const plainIds = ids.map((id) => id.toLowerCase());
  const twice = plainIds.findIndex((id, i) => plainIds.indexOf(id) < i);
  if (twice >= 0) throw fault("invalid_request", `/appointment_ids/${twice}`, "This appointment is named twice.");
}

/** As its own call would have said it. Whatever is no refusal ends the call. */
function sayRefusal(error: unknown) {
  const { code, message: detail, errors, members } = refusalOf(error);
  return { code, detail, ...(errors.length > 0 && { errors }), ...members };
}
