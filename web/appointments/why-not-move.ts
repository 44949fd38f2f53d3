import type { TFunction } from "i18next";
import { allows, type AppointmentMove, appointmentMoves } from "../../src/core/moves.ts";
import type { Operation } from "../../src/core/roles.ts";
import type { Appointment } from "../api/types.ts";
import type { Desk } from "../shell/desk.tsx";

const operations = {
  confirm: "confirmAppointment",
  check_in: "checkInAppointment",
  complete: "completeAppointment",
  no_show: "noShowAppointment",
  reschedule: "rescheduleAppointment",
  cancel: "cancelAppointment",
} as const satisfies Partial<Record<AppointmentMove, Operation>>;
export type DeskMove = keyof typeof operations;

/** Why this person cannot make the move now; null when they can. */
export function whyNotMove(
  move: DeskMove,
  { status, starts_at }: Pick<Appointment, "status" | "starts_at">,
  may: Desk["may"],
  t: TFunction,
): string | null {
  if (!may(operations[move])) return t("move.notYours");
  if (!mayNow(move, status)) return t(`appointment.needs.${move}`);
  return move === "no_show" && Date.parse(starts_at) > Date.now() ? t("problem.not_yet") : null;
}

/** What was asked for and not agreed yet moves too; the table has a move of its own for that. */
export function mayNow(move: DeskMove, status: Appointment["status"]): boolean {
  const requested = move === "reschedule" && allows(appointmentMoves.reschedule_request, status);
  return requested || allows(appointmentMoves[move], status);
}
