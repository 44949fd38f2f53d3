/**
 * What a clinic's desk should answer, told a second time and as plainly as can be: one list of bookings, minutes of one day, and
 * loops. It shares nothing with the program but the words of docs/domain.md. Minutes since midnight; ranges are half-open.
 */

export type Status =
  "held" | "pending" | "confirmed" | "checked_in" | "completed" | "cancelled" | "no_show" | "expired";
export type VisitStatus =
  | "scheduled"
  | "waiting"
  | "called"
  | "in_progress"
  | "pending_payment"
  | "completed"
  | "cancelled"
  | "no_show"
  | "left";

export interface Service {
  name: string;
  minutes: number;
  after: number;
  room: boolean;
  price: number;
}

export const services = {
  visit: { name: "visit", minutes: 20, after: 0, room: false, price: 4_500 },
  scan: { name: "scan", minutes: 40, after: 10, room: true, price: 9_000 },
  advice: { name: "advice", minutes: 20, after: 0, room: false, price: 0 },
} as const satisfies Record<string, Service>;
export type ServiceName = keyof typeof services;

export const opens = 6 * 60;
export const closes = 22 * 60;
/** How often a patient may move an appointment. */
export const patientMoves = 2;

export interface Lane {
  resource: string;
  lane: number;
  from: number;
  to: number;
}

export interface Booking {
  patient: number;
  doctor: number;
  service: ServiceName;
  start: number;
  status: Status;
  lanes: Lane[];
  holdEnds: number | null;
  overlaps: boolean;
  moves: number;
  /** What was done last, if it can be undone, and how the booking was before. */
  last: Done | null;
}

export interface Done {
  kind: "cancel" | "no_show" | "check_in" | "confirm" | "reschedule";
  before: Omit<Booking, "last">;
  /** How many movements of money there had been. */
  entries: number;
}

/** A visit of a booking, or of somebody who walked in; `booking` is its place in the list. */
export interface Visit {
  booking: number | null;
  status: VisitStatus;
  price: number;
  paid: number;
  payment: "pending" | "paid" | "refunded";
  /** Movements of money. */
  entries: number;
}

export interface World {
  now: number;
  bookings: Booking[];
  visits: Visit[];
  /** Minutes at which the first doctor is blocked. */
  blocked: [number, number] | null;
}

export const emptyWorld = (): World => ({ now: 8 * 60, bookings: [], visits: [], blocked: null });

const living: readonly Status[] = ["held", "pending", "confirmed", "checked_in", "completed"];

/** Whether it keeps its time from others: a hold only until it runs out. */
export const isLive = (world: World, { status, holdEnds }: Booking): boolean =>
  living.includes(status) && !(status === "held" && holdEnds! <= world.now);

/** A hold that has run out and that nobody has ended yet. */
export const hasRunOut = (world: World, booking: Booking): boolean =>
  booking.status === "held" && !isLive(world, booking);

export const endOf = ({ start, service }: Pick<Booking, "start" | "service">): number =>
  start + services[service].minutes;

export interface Wish {
  patient: number;
  doctor: number;
  service: ServiceName;
  start: number;
}

export type Rule = "outside_hours" | "blocked" | "claimed" | "buffer" | "patient_busy";

const meet = (one: { from: number; to: number }, other: { from: number; to: number }) =>
  one.from < other.to && other.from < one.to;

/** The code of the refusal, or where it is put. What is waived does not refuse; over others it takes a lane more. */
export function place(world: World, wish: Wish, waived: readonly Rule[], except: Booking | null): Lane[] | string {
  if (wish.start < world.now) return "in_the_past";
  const closed = closedBy(world, wish).filter((rule) => !waived.includes(rule));
  if (closed.length > 0) return "outside_hours";
  const during = { from: wish.start, to: endOf(wish) };
  const others = world.bookings.filter((booking) => booking !== except && isLive(world, booking));
  const busy = others.some(
    (booking) =>
      booking.patient === wish.patient &&
      !booking.overlaps &&
      meet({ from: booking.start, to: endOf(booking) }, during),
  );
  if (busy && !waived.includes("patient_busy")) return "slot_taken";
  const lanes = windowsOf(wish).map((window) => laneFor(others, window, waived.includes("claimed")));
  return lanes.every((lane) => lane !== null) ? lanes : "slot_taken";
}

function closedBy({ blocked }: World, wish: Wish): Rule[] {
  const during = { from: wish.start, to: endOf(wish) };
  const rules: Rule[] = during.from < opens || during.to > closes ? ["outside_hours"] : [];
  if (blocked && wish.doctor === 0 && meet({ from: blocked[0], to: blocked[1] }, during)) rules.push("blocked");
  return rules;
}

/** What a service takes of each resource, with the minutes after it. */
export function windowsOf(wish: Wish): Omit<Lane, "lane">[] {
  const { room, after } = services[wish.service];
  const window = { from: wish.start, to: endOf(wish) + after };
  return [{ resource: `doctor ${wish.doctor}`, ...window }, ...(room ? [{ resource: "room", ...window }] : [])];
}

/** Where a booking could be again: on its lanes of before, else on the first; or null. */
export function placeAgain(
  world: World,
  { patient, overlaps, lanes, ...booking }: Done["before"],
  except: Booking,
): Lane[] | null {
  const others = world.bookings.filter((other) => other !== except && isLive(world, other));
  const during = { from: booking.start, to: endOf(booking) };
  const busy = others.some(
    (other) => other.patient === patient && !other.overlaps && meet({ from: other.start, to: endOf(other) }, during),
  );
  if (busy && !overlaps) return null;
  const isFree = (window: Lane) =>
    others.every((other) =>
      other.lanes.every(
        (lane) => lane.resource !== window.resource || lane.lane !== window.lane || !meet(lane, window),
      ),
    );
  const again = lanes.map((window) => [window, { ...window, lane: 1 }].find(isFree));
  return again.every((lane) => lane !== undefined) ? again : null;
}

function laneFor(others: readonly Booking[], window: Omit<Lane, "lane">, mayAdd: boolean): Lane | null {
  const taken = others
    .flatMap(({ lanes }) => lanes)
    .filter((lane) => lane.resource === window.resource && meet(lane, window))
    .map(({ lane }) => lane);
  let lane = 1;
  while (taken.includes(lane)) lane++;
  return lane === 1 || mayAdd ? { ...window, lane } : null;
}

/** Holds that have run out are ended by who takes their lane, or their patient's time. */
export function endHoldsUnder(world: World, lanes: readonly Lane[], wish: Wish): void {
  for (const [i, booking] of world.bookings.entries()) {
    if (!hasRunOut(world, booking)) continue;
    const lane = booking.lanes.some((one) =>
      lanes.some((other) => one.resource === other.resource && one.lane === other.lane && meet(one, other)),
    );
    const during = { from: wish.start, to: endOf(wish) };
    const patient =
      booking.patient === wish.patient &&
      !booking.overlaps &&
      meet({ from: booking.start, to: endOf(booking) }, during);
    if (lane || patient) expire(world, i);
  }
}

export function expire(world: World, i: number): void {
  Object.assign(world.bookings[i]!, { status: "expired", last: null });
  visitOf(world, i).status = "cancelled";
}

export const visitOf = (world: World, i: number): Visit => world.visits.find(({ booking }) => booking === i)!;
