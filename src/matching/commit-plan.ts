import type { DomainError } from "../core/errors.ts";
import { planMoves } from "../core/moves.ts";
import { epochMinuteOf } from "../core/zones.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { OnePart } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { agreeOne } from "./agree-placements.ts";
import { otherPlaces } from "./other-places.ts";
import type { Chosen } from "./each-placement.ts";
import { eachPlacement } from "./each-placement.ts";
import type { Plan } from "./plan-record.ts";
import type { PlacementRow, SaidPlace } from "./placements.sql.ts";
import type { Place } from "./proposal.ts";
import { requireSession } from "./require-session.ts";
import { Overtaken, type Settlement, settleWithout, settling } from "./settle.ts";

interface Committing {
  expectedVersion: number | null;
  onePart: OnePart;
}

/**
 * Agrees the placements of a plan: each is booked, or moved, as the desk would, in a transaction of its own. What cannot be had any
 * more is refused with the reason and the nearest alternatives; another call tries it again. Throws as `eachPlacement` does.
 */
export async function commitPlan(
  house: House,
  caller: Caller,
  chosen: Chosen,
  { expectedVersion, onePart }: Committing,
): Promise<Plan> {
  return await eachPlacement(house, caller, {
    chosen,
    expectedVersion,
    onePart,
    one: (part, placement) => commitOne(part, caller, chosen.plan.id, placement),
    refused: (placement, refusal) => noteRefusal(house, caller, chosen.plan.id, placement, refusal),
  });
}

const settlementOf = (planId: string, placementId: string, to: "committed" | "refused"): Settlement => ({
  planId,
  placementId,
  // A plan of which nothing could be had stays as it is: it may still be put away.
  plan: { from: planMoves.commit.from, to: to === "committed" ? planMoves.commit.to : null },
  placement: { from: ["proposed", "refused"], to },
});

async function commitOne(house: House, caller: Caller, planId: string, placement: PlacementRow): Promise<object> {
  const place = placeOf(placement);
  if (!place || (placement.status !== "proposed" && placement.status !== "refused")) throw new Overtaken();
  const { session_ticket_id: ticketId } = placement;
  // What a re-plan moves may have been nearer to its neighbours before.
  const terms = ticketId === null || placement.was ? null : await requireSession(house, caller, ticketId, place.start);
  const agreeable = {
    patientId: placement.patient_id,
    serviceId: placement.service_id,
    sessionTicketId: ticketId,
    appointmentId: placement.was && placement.appointment_id,
    was: placement.was && placeFrom(placement.was),
    place,
  };
  const settled = settling(house, settlementOf(planId, placement.id, "committed"));
  // What a re-plan leaves may not be blocked yet: any other room could be the one that is lost.
  const onlyThese = placement.was !== null || (terms?.room_kind_required ?? false);
  return await agreeOne(settled, caller, agreeable, { onlyThese, planId });
}

async function noteRefusal(
  house: House,
  caller: Caller,
  planId: string,
  placement: PlacementRow,
  { code, message: detail }: DomainError,
): Promise<void> {
  const alternatives = await otherPlaces(house, caller, placement, code);
  await settleWithout(house, caller.organizationId, settlementOf(planId, placement.id, "refused"), {
    code,
    detail,
    alternatives,
  });
}

function placeOf({ clinic_id, practitioner_id, resource_ids, starts_at, ends_at }: PlacementRow): Place | null {
  if (!starts_at || !ends_at) return null;
  const [start, end] = [epochMinuteOf(starts_at), epochMinuteOf(ends_at)];
  return { clinicId: clinic_id, practitionerId: practitioner_id, resourceIds: resource_ids, start, end };
}

const placeFrom = (said: SaidPlace): Place => ({
  clinicId: said.clinic_id,
  practitionerId: said.practitioner_id,
  resourceIds: said.resource_ids,
  start: Date.parse(said.starts_at) / 60_000,
  end: Date.parse(said.ends_at) / 60_000,
});
