import fc from "fast-check";
import type { Answer } from "../../rivals.ts";
import { type Desk, expectAnswer, pickBooking, priceOf, someone, type Step, verb, wishes } from "./desk.ts";
import {
  type Booking,
  type Done,
  endHoldsUnder,
  hasRunOut,
  type Lane,
  patientMoves,
  place,
  type Rule,
  type Status,
  visitOf,
  type Wish,
  type World,
} from "./world.ts";

interface Manner {
  status: "held" | "pending" | "confirmed";
  waive?: Rule[];
  /** Asked twice with one key: the second time nothing more happens. */
  twice?: boolean;
}

const holdMinutes = 15;

/** Books, holds or asks for a start, and expects what the model says of it. */
function take(wish: Wish, { status, waive = [], twice = false }: Manner): Step {
  return async (world, desk) => {
    const body = {
      ...bodyOf(desk, wish),
      booking_source: "phone",
      ...(status === "pending" ? { needs_approval: true } : {}),
      ...(status === "held" ? { ttl_seconds: holdMinutes * 60 } : {}),
      ...(waive.length > 0 ? { waive: waive.map((rule) => ({ rule, reason: "Asked for" })) } : {}),
    };
    const path = status === "held" ? "/holds" : "/appointments";
    const key = { "idempotency-key": `${world.bookings.length}-${world.now}-${JSON.stringify(wish)}` };
    const lanes = place(world, wish, waive, null);
    const answer = await desk.rival.post(path, body, twice ? key : {});
    expectAnswer(answer, typeof lanes === "string" ? lanes : 201);
    if (twice) expectAnswer(await desk.rival.post(path, body, key), typeof lanes === "string" ? lanes : 201);
    if (typeof lanes === "string") return;
    add(world, desk, answer, wish, status, lanes, waive);
  };
}

function add(
  world: World,
  desk: Desk,
  { body }: Answer,
  wish: Wish,
  status: Manner["status"],
  lanes: Lane[],
  waive: Rule[],
) {
  endHoldsUnder(world, lanes, wish);
  const holdEnds = status === "held" ? world.now + holdMinutes : null;
  const overlaps = waive.includes("patient_busy") && typeof place(world, wish, without(waive), null) === "string";
  world.bookings.push({ ...wish, status, lanes, holdEnds, overlaps, moves: 0, last: null });
  const price = priceOf(wish.service);
  world.visits.push({
    booking: world.bookings.length - 1,
    status: "scheduled",
    price,
    paid: 0,
    payment: "pending",
    entries: 0,
  });
  desk.appointmentIds.push(idOf(body["appointment"]));
  desk.visitIds.push(idOf(body["visit"]));
  desk.paymentIds.push(idOf(body["payment"]));
}

const without = (waive: readonly Rule[]) => waive.filter((rule) => rule !== "patient_busy");
const idOf = (stored: unknown): string => (stored as { id: string }).id;
const bodyOf = (desk: Desk, { patient, doctor, service, start }: Wish) => ({
  clinic_id: desk.clinicId,
  patient_id: desk.patients[patient],
  practitioner_id: desk.doctors[doctor],
  service_id: desk.services[service],
  starts_at: desk.at(start),
});

/** Moves one booking by the model's table, or expects the refusal that it says. */
function move(
  which: number,
  path: string,
  body: object,
  next: (booking: Booking, world: World, i: number) => string,
  also: (world: World, i: number) => void = () => {},
): Step {
  return async (world, desk) => {
    const picked = pickBooking(world, which);
    if (!picked) return;
    const due = next(picked.booking, world, picked.i);
    const answer = await desk.rival.post(`/appointments/${desk.appointmentIds[picked.i]}/${path}`, body);
    const done = statuses.has(due);
    expectAnswer(answer, done ? 200 : due);
    if (!done) return;
    picked.booking.last = doneTo(world, picked.i, kindOf[path] ?? null);
    picked.booking.status = due as Status;
    also(world, picked.i);
  };
}

const kindOf: Record<string, Done["kind"]> = {
  confirm: "confirm",
  cancel: "cancel",
  "check-in": "check_in",
  "no-show": "no_show",
};

/** What an undo would go back to; confirming a hold is for good. */
function doneTo(world: World, i: number, kind: Done["kind"] | null): Done | null {
  const { last: _, ...before } = world.bookings[i]!;
  if (kind === null || (kind === "confirm" && before.status === "held")) return null;
  return { kind, before, entries: visitOf(world, i).entries };
}

const statuses = new Set<string>(["pending", "confirmed", "checked_in", "completed", "cancelled", "no_show"]);

const confirming = (booking: Booking, world: World): string => {
  if (hasRunOut(world, booking) || (booking.status === "expired" && booking.holdEnds !== null)) return "hold_expired";
  return booking.status === "held" || booking.status === "pending" ? "confirmed" : "illegal_move";
};

const cancelling = ({ status }: Booking): string =>
  status === "held" || status === "pending" || status === "confirmed" ? "cancelled" : "illegal_move";

const checkingIn = ({ status }: Booking): string => (status === "confirmed" ? "checked_in" : "illegal_move");

const missing = (booking: Booking, world: World): string => {
  if (booking.status !== "confirmed") return "illegal_move";
  return world.now < booking.start ? "not_yet" : "no_show";
};

const visitBecomes = (status: "waiting" | "cancelled" | "no_show") => (world: World, i: number) => {
  visitOf(world, i).status = status;
};

/** To another time and doctor; what it had before does not stand in its way. */
function reschedule(which: number, to: { doctor: number; start: number }, party: "patient" | "clinic"): Step {
  return async (world, desk) => {
    const picked = pickBooking(world, which);
    if (!picked) return;
    const { booking, i } = picked;
    const wish = { ...booking, ...to };
    const due = dueOfMove(world, booking, wish, party);
    const answer = await desk.rival.post(`/appointments/${desk.appointmentIds[i]}/reschedule`, {
      starts_at: desk.at(to.start),
      practitioner_id: desk.doctors[to.doctor],
      requested_by: party,
    });
    expectAnswer(answer, typeof due === "string" ? due : 200);
    if (typeof due === "string") return;
    endHoldsUnder(world, due, wish);
    booking.last = doneTo(world, i, "reschedule");
    Object.assign(booking, to, { lanes: due, overlaps: false, moves: booking.moves + (party === "patient" ? 1 : 0) });
  };
}

function dueOfMove(world: World, booking: Booking, wish: Wish, party: "patient" | "clinic"): Lane[] | string {
  if (booking.status !== "confirmed" && booking.status !== "pending") return "illegal_move";
  if (party === "patient" && booking.moves >= patientMoves) return "reschedule_limit";
  return place(world, wish, [], booking);
}

const parties = fc.constantFrom("patient" as const, "clinic" as const);
const moves = fc.record({
  which: fc.nat(40),
  doctor: fc.nat(1),
  start: fc.integer({ min: 46, max: 64 }).map((n) => n * 10),
  party: parties,
});
const late = wishes.map((wish) => ({ ...wish, start: 21 * 60 + 50 }));

export const bookingVerbs = [
  verb("book", wishes, (wish) => take(wish, { status: "confirmed" })),
  verb("book twice with one key", wishes, (wish) => take(wish, { status: "confirmed", twice: true })),
  verb("hold", wishes, (wish) => take(wish, { status: "held" })),
  verb("request", wishes, (wish) => take(wish, { status: "pending" })),
  verb("book outside hours", late, (wish) => take(wish, { status: "confirmed" })),
  verb("waive hours", late, (wish) => take(wish, { status: "confirmed", waive: ["outside_hours"] })),
  verb("waive a block", wishes, (wish) => take(wish, { status: "confirmed", waive: ["blocked"] })),
  verb("overbook", wishes, (wish) => take(wish, { status: "confirmed", waive: ["claimed", "buffer"] })),
  verb("overlap a patient", wishes, (wish) => take(wish, { status: "confirmed", waive: ["patient_busy"] })),
  verb("confirm", someone, ({ which }) => move(which, "confirm", {}, confirming)),
  verb("cancel", fc.record({ which: fc.nat(40), party: parties }), ({ which, party }) =>
    move(which, "cancel", { requested_by: party }, cancelling, visitBecomes("cancelled")),
  ),
  verb("check in", someone, ({ which }) => move(which, "check-in", {}, checkingIn, visitBecomes("waiting"))),
  verb("miss", someone, ({ which }) => move(which, "no-show", {}, missing, visitBecomes("no_show"))),
  verb("reschedule", moves, ({ which, party, ...to }) => reschedule(which, to, party)),
];
