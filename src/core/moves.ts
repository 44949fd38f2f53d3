/** Which state allows which move: one table per thing, read by the server and by the page. */

export const appointmentStatuses = [
  "held",
  "pending",
  "confirmed",
  "checked_in",
  "completed",
  "cancelled",
  "no_show",
  "expired",
] as const;
export const visitStatuses = [
  "scheduled",
  "waiting",
  "called",
  "in_progress",
  "pending_payment",
  "completed",
  "cancelled",
  "no_show",
  "left",
] as const;
export const claimStatuses = ["held", "active", "released"] as const;
export const paymentStatuses = ["pending", "paid", "refunded"] as const;
export const timeOffStatuses = ["pending", "approved", "denied"] as const;
export const contractStatuses = ["draft", "confirmed", "completed", "cancelled"] as const;
export const requestStatuses = [
  "open",
  "partially_scheduled",
  "scheduled",
  "fulfilled",
  "cancelled",
  "expired",
] as const;
export const ticketStatuses = ["planned", "scheduled", "completed", "forfeited", "cancelled"] as const;
export const offerStatuses = ["offered", "accepted", "declined", "lapsed", "withdrawn"] as const;
export const sessionStatuses = ["open", "closed", "done", "cancelled"] as const;
export const planStatuses = ["running", "ready", "committed", "undone", "cancelled", "failed"] as const;
export const placementStatuses = ["proposed", "unplaced", "committed", "refused", "undone"] as const;

export type AppointmentStatus = (typeof appointmentStatuses)[number];
export type VisitStatus = (typeof visitStatuses)[number];
export type ClaimStatus = (typeof claimStatuses)[number];
export type PaymentStatus = (typeof paymentStatuses)[number];
export type TimeOffStatus = (typeof timeOffStatuses)[number];
export type ContractStatus = (typeof contractStatuses)[number];
export type RequestStatus = (typeof requestStatuses)[number];
export type TicketStatus = (typeof ticketStatuses)[number];
export type OfferStatus = (typeof offerStatuses)[number];
export type SessionStatus = (typeof sessionStatuses)[number];
export type PlanStatus = (typeof planStatuses)[number];
export type PlacementStatus = (typeof placementStatuses)[number];

/** Appointments that own their time; all others have released it. */
export const liveAppointments = [
  "held",
  "pending",
  "confirmed",
  "checked_in",
  "completed",
] as const satisfies AppointmentStatus[];

/** The same, as statements of SQL name them. */
export const liveInSql = `(${liveAppointments.map((status) => `'${status}'`).join(", ")})`;

export const appointmentMoves = {
  request: { from: ["held"], to: "pending" },
  confirm: { from: ["held", "pending"], to: "confirmed" },
  check_in: { from: ["confirmed"], to: "checked_in" },
  complete: { from: ["confirmed", "checked_in"], to: "completed" },
  cancel: { from: ["held", "pending", "confirmed"], to: "cancelled" },
  no_show: { from: ["confirmed"], to: "no_show" },
  expire: { from: ["held", "pending"], to: "expired" },
  reschedule: { from: ["confirmed"], to: "confirmed" },
  reschedule_request: { from: ["pending"], to: "pending" },
} as const satisfies Record<string, Move<AppointmentStatus>>;

export const visitMoves = {
  check_in: { from: ["scheduled", "waiting"], to: "waiting" },
  call: { from: ["waiting"], to: "called" },
  recall: { from: ["called"], to: "called" },
  requeue: { from: ["called"], to: "waiting" },
  transfer: { from: ["waiting", "called"], to: "waiting" },
  start: { from: ["called"], to: "in_progress" },
  finish: { from: ["in_progress"], to: "pending_payment" },
  complete: { from: ["waiting", "called", "in_progress"], to: "pending_payment" },
  settle: { from: ["pending_payment"], to: "completed" },
  leave: { from: ["waiting", "called"], to: "left" },
  cancel: { from: ["scheduled", "waiting"], to: "cancelled" },
  no_show: { from: ["scheduled", "waiting", "called"], to: "no_show" },
} as const satisfies Record<string, Move<VisitStatus>>;

/** Who has not begun yet may be put before others. */
export const prioritizable = ["scheduled", "waiting", "called"] as const satisfies VisitStatus[];

/** A closed session admits nobody more; it is done when its time is over. */
export const sessionMoves = {
  close: { from: ["open"], to: "closed" },
  reopen: { from: ["closed"], to: "open" },
  finish: { from: ["open", "closed"], to: "done" },
  cancel: { from: ["open", "closed"], to: "cancelled" },
} as const satisfies Record<string, Move<SessionStatus>>;

export const timeOffMoves = {
  approve: { from: ["pending"], to: "approved" },
  deny: { from: ["pending"], to: "denied" },
} as const satisfies Record<string, Move<TimeOffStatus>>;

export const contractMoves = {
  confirm: { from: ["draft"], to: "confirmed" },
  complete: { from: ["confirmed"], to: "completed" },
  cancel: { from: ["draft", "confirmed"], to: "cancelled" },
} as const satisfies Record<string, Move<ContractStatus>>;

/** The states in between follow from the request's tickets; see `demand/request-status.ts`. */
export const requestMoves = {
  cancel: { from: ["open", "partially_scheduled", "scheduled"], to: "cancelled" },
  expire: { from: ["open", "partially_scheduled"], to: "expired" },
} as const satisfies Record<string, Move<RequestStatus>>;

/** A session is owed until an appointment for it begins to live, and again when that one ends without having given it. */
export const ticketMoves = {
  schedule: { from: ["planned"], to: "scheduled" },
  complete: { from: ["scheduled"], to: "completed" },
  forfeit: { from: ["scheduled"], to: "forfeited" },
  give_back: { from: ["scheduled"], to: "planned" },
  undo: { from: ["completed", "forfeited", "planned"], to: "scheduled" },
  cancel: { from: ["planned"], to: "cancelled" },
} as const satisfies Record<string, Move<TicketStatus>>;

export const offerMoves = {
  accept: { from: ["offered"], to: "accepted" },
  decline: { from: ["offered"], to: "declined" },
  lapse: { from: ["offered"], to: "lapsed" },
  withdraw: { from: ["offered"], to: "withdrawn" },
} as const satisfies Record<string, Move<OfferStatus>>;

export const planMoves = {
  finish: { from: ["running"], to: "ready" },
  fail: { from: ["running"], to: "failed" },
  cancel: { from: ["running", "ready"], to: "cancelled" },
  commit: { from: ["ready", "committed"], to: "committed" },
  undo: { from: ["committed"], to: "undone" },
} as const satisfies Record<string, Move<PlanStatus>>;

export type AppointmentMove = keyof typeof appointmentMoves;
export type VisitMove = keyof typeof visitMoves;
export type TimeOffMove = keyof typeof timeOffMoves;

interface Move<Status> {
  from: readonly Status[];
  to: Status;
}

/** True when a thing in `status` may make the move. */
export function allows<Status>(move: Move<Status>, status: Status): boolean {
  return move.from.includes(status);
}
