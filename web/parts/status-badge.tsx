import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type {
  AppointmentStatus,
  ContractStatus,
  OfferStatus,
  PaymentStatus,
  PlacementStatus,
  PlanStatus,
  RequestStatus,
  SessionStatus,
  TicketStatus,
  TimeOffStatus,
  VisitStatus,
} from "../../src/core/moves.ts";
import type { WaitlistOpening } from "../api/types.ts";

export type Tone = "booked" | "held" | "arrived" | "inProgress" | "done" | "missed" | "good";

type Status =
  | AppointmentStatus
  | VisitStatus
  | PaymentStatus
  | TimeOffStatus
  | ContractStatus
  | RequestStatus
  | SessionStatus
  | TicketStatus
  | OfferStatus
  | PlanStatus
  | PlacementStatus
  | WaitlistOpening["status"]
  | ("kept" | "gave" | "unplaced")
  | ("active" | "retired");

/** The same colours mean the same on badges and on the cards of the calendar. */
export const tones: Record<Status, Tone> = {
  held: "held",
  pending: "held",
  confirmed: "booked",
  checked_in: "arrived",
  completed: "good",
  cancelled: "done",
  no_show: "missed",
  expired: "done",
  scheduled: "booked",
  waiting: "arrived",
  called: "held",
  in_progress: "inProgress",
  pending_payment: "held",
  left: "done",
  paid: "good",
  refunded: "done",
  approved: "good",
  denied: "missed",
  active: "good",
  retired: "done",
  draft: "held",
  open: "held",
  closed: "done",
  done: "good",
  partially_scheduled: "inProgress",
  fulfilled: "good",
  planned: "held",
  forfeited: "missed",
  offered: "held",
  accepted: "good",
  declined: "missed",
  lapsed: "done",
  withdrawn: "done",
  on_offer: "held",
  filled: "good",
  unwanted: "done",
  taken: "booked",
  past: "done",
  kept: "good",
  gave: "held",
  unplaced: "missed",
  running: "inProgress",
  ready: "held",
  committed: "good",
  undone: "done",
  failed: "missed",
  proposed: "held",
  refused: "missed",
};

interface StatusBadgeProps {
  of:
    | "appointment"
    | "visit"
    | "payment"
    | "timeOff"
    | "record"
    | "contract"
    | "request"
    | "session"
    | "ticket"
    | "offer"
    | "opening"
    | "standing"
    | "plan"
    | "placement";
  status: keyof typeof tones;
}

export function StatusBadge({ of, status }: StatusBadgeProps) {
  const { t } = useTranslation();
  return (
    <Badge bg="var(--fill)" c="var(--ink)" className={`status-badge is-${tones[status]}`}>
      {t(`status.${of}.${status}`)}
    </Badge>
  );
}
