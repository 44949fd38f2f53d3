import { DomainError, type ErrorCode } from "../../core/errors.ts";
import { epochMinuteOf } from "../../core/zones.ts";
import { nearestStarts, type Refused, sayStart } from "../../booking/find-starts.ts";
import { readOffer, type Wish } from "../../booking/offer.ts";
import type { Actor } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { isConflict, type ReasonCode, sayReason } from "../../supply/reasons.ts";

/** A rule's refusal keeps its own name; whatever another booking causes is one clean conflict. */
const codeOf = {
  in_the_past: "in_the_past",
  notice_too_short: "notice_too_short",
  beyond_horizon: "beyond_horizon",
  outside_hours: "outside_hours",
  break: "outside_hours",
  blocked: "outside_hours",
  holiday: "outside_hours",
  time_off: "outside_hours",
  session_closed: "session_closed",
  closed_to_service: "outside_hours",
  other_clinic: "outside_hours",
  other_room: "outside_hours",
  out_of_service: "not_offered",
  nothing_suitable: "not_offered",
  claimed: "slot_taken",
  buffer: "slot_taken",
  patient_busy: "slot_taken",
} as const satisfies Record<ReasonCode, ErrorCode>;

const alternativeCount = 5;

/**
 * The refusal of a start: all reasons, and the nearest starts that can be had for the same wish. It is named after the first
 * rule in the way, or `slot_taken` when other bookings alone are.
 */
export async function refuse(
  house: House,
  caller: Actor,
  wish: Wish,
  { reasons, isTaken }: Refused,
): Promise<DomainError> {
  const first = reasons.find((reason) => isConflict(reason) === isTaken) ?? reasons[0];
  const code = first ? codeOf[first.code] : "not_offered";
  const said = reasons.map(sayReason);
  const detail = said.find((reason) => reason.code === first?.code)?.detail ?? "Nobody here offers the service.";
  return new DomainError(code, detail, {
    errors: code === "slot_taken" ? [] : [{ pointer: "/starts_at", code, detail }],
    members: { reasons: said, alternatives: await alternatives(house, caller, wish) },
  });
}

async function alternatives(house: House, caller: Actor, wish: Wish) {
  const around = { ...wish, from: wish.from.subtract({ hours: 24 }), to: wish.from.add({ hours: 24 * 7 }) };
  const offer = await house.postgres.read(caller.organizationId, (database) =>
    readOffer(database, around, house.now()),
  );
  const range = [epochMinuteOf(around.from), epochMinuteOf(around.to)] as const;
  return nearestStarts(offer, epochMinuteOf(wish.from), range, alternativeCount).map(sayStart);
}

/** What is said when rivals were faster every time. */
export const takenMeanwhile: Refused = { reasons: [{ code: "claimed" }], isTaken: true };
