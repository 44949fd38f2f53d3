import { expect, test } from "vitest";
import type { AppointmentRow } from "../../booking/appointments.ts";
import { DomainError } from "../../core/errors.ts";
import { moveKindOf } from "./store-move.ts";

const appointment = (status: AppointmentRow["status"]) => ({ status }) as AppointmentRow;

function said(status: AppointmentRow["status"]): string {
  try {
    return moveKindOf(appointment(status));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.code} of ${String(error.members.found_status)}: ${error.message}`;
  }
}

test.each<[AppointmentRow["status"], string]>([
  ["confirmed", "reschedule"],
  ["pending", "reschedule_request"],
  ["held", "illegal_move of held: This is not possible while it is held."],
  ["checked_in", "illegal_move of checked_in: This is not possible while it is checked in."],
  ["completed", "illegal_move of completed: This is not possible while it is completed."],
  ["cancelled", "illegal_move of cancelled: This is not possible while it is cancelled."],
  ["no_show", "illegal_move of no_show: This is not possible while it is no show."],
  ["expired", "illegal_move of expired: This is not possible while it is expired."],
])("a new time for an appointment that is %s is: %s", (status, outcome) => expect(said(status)).toBe(outcome));
