import { expectAnswer, pickBooking, someone, type Step, verb } from "./desk.ts";
import { finish } from "./visit-verbs.ts";
import {
  type Booking,
  type Done,
  endHoldsUnder,
  type Lane,
  placeAgain,
  visitOf,
  type VisitStatus,
  type World,
} from "./world.ts";

/** In which state each of them leaves the visit: in another one the day has gone on. */
const leaves: Record<Done["kind"], VisitStatus> = {
  cancel: "cancelled",
  no_show: "no_show",
  check_in: "waiting",
  confirm: "scheduled",
  reschedule: "scheduled",
};

function undo(which: number): Step {
  return async (world, desk) => {
    const picked = pickBooking(world, which);
    if (!picked) return;
    const { booking, i } = picked;
    const lanes = dueOfUndo(world, booking, i);
    const answer = await desk.rival.post(`/appointments/${desk.appointmentIds[i]}/undo`);
    expectAnswer(answer, typeof lanes === "string" ? lanes : 200);
    if (typeof lanes === "string") return;
    const { kind, before } = booking.last!;
    if (kind !== "check_in" && kind !== "confirm") endHoldsUnder(world, lanes, before);
    Object.assign(booking, before, { lanes, last: null });
    visitOf(world, i).status = "scheduled";
  };
}

function dueOfUndo(world: World, booking: Booking, i: number): Lane[] | string {
  if (!booking.last) return "not_undoable";
  const { kind, before, entries } = booking.last;
  if (before.status === "held" && before.holdEnds! <= world.now) return "not_undoable";
  if (before.status === "pending" && before.start <= world.now) return "not_undoable";
  const keeps = kind === "check_in" || kind === "confirm";
  const lanes = keeps ? before.lanes : placeAgain(world, before, booking);
  if (!lanes) return "slot_taken";
  const visit = visitOf(world, i);
  return visit.status === leaves[kind] && visit.entries === entries ? lanes : "not_undoable";
}

/** Over and done, whatever became of the queue; the model has one day, so it is never too early. */
function complete(which: number): Step {
  return async (world, desk) => {
    const picked = pickBooking(world, which);
    if (!picked) return;
    const { booking, i } = picked;
    const visit = visitOf(world, i);
    const legal = (booking.status === "confirmed" || booking.status === "checked_in") && visit.status !== "left";
    const answer = await desk.rival.post(`/appointments/${desk.appointmentIds[i]}/complete`);
    expectAnswer(answer, legal ? 200 : "illegal_move");
    if (!legal) return;
    visit.status = "pending_payment";
    finish(world, visit);
  };
}

export const undoVerbs = [
  verb("undo", someone, ({ which }) => undo(which)),
  verb("complete", someone, ({ which }) => complete(which)),
];
