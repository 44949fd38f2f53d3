import { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { Range } from "../core/ranges.ts";
import { epochMinuteOf } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import type { PlacedClaim } from "../supply/place-claims.ts";
import { type Reason, sayReason } from "../supply/reasons.ts";
import { selectGivenUp, selectPatientRivals, selectRivals } from "./former-claims.sql.ts";
import { givenUpLast, placeAgain } from "./place-again.ts";
import { type FormerAppointment, notUndoable } from "./undo-plan.ts";

/** The claims that an appointment needs for its former time, and the holds that must be ended for them. */
export interface Retaken {
  claims: PlacedClaim[];
  expired: string[];
}

/**
 * Finds the time that an appointment gave up last, on the resources where it was. Hours, notice and the like do not matter: it
 * was agreed once. Throws `slot_taken` with reasons when others have it now, or the patient is elsewhere.
 */
export async function findFormerTime(
  tx: Transaction,
  { id, patient_id }: { id: string; patient_id: string },
  before: FormerAppointment,
  now: Temporal.Instant,
): Promise<Retaken> {
  const former = givenUpLast(await selectGivenUp(tx, id));
  if (!fits(former, before)) throw notUndoable("Where it was booked is not known any more.");
  const windows = former.flatMap(({ range, lead }) => [...range, ...lead]);
  const around: Range = [Math.min(...windows), Math.max(...windows)];
  const resourceIds = former.map(({ resourceId }) => resourceId);
  const during = { from: before.starts_at, to: before.ends_at, now };
  const [rivals, patients] = await Promise.all([
    selectRivals(tx, id, resourceIds, around, now),
    before.overlap_waived ? [] : selectPatientRivals(tx, id, patient_id, during),
  ]);
  const placed = placeAgain(former, rivals);
  const elsewhere = patients.filter(({ ranOut }) => !ranOut);
  const reasons = [
    ...("reasons" in placed ? placed.reasons : []),
    ...elsewhere.map(({ appointmentId }): Reason => ({ code: "patient_busy", appointmentId })),
  ];
  if ("reasons" in placed || reasons.length > 0) throw taken(reasons);
  const ranOut = patients.map(({ appointmentId }) => appointmentId);
  return { claims: placed.claims, expired: [...new Set([...placed.expired, ...ranOut])].sort() };
}

const taken = (reasons: Reason[]): DomainError =>
  new DomainError("slot_taken", "Others have this time by now.", {
    members: { reasons: reasons.map(sayReason), alternatives: [] },
  });

/** Each phase lies in what its claim takes for it. */
function fits(claims: readonly PlacedClaim[], { starts_at, phases }: FormerAppointment): boolean {
  if (claims.length === 0) return false;
  if (phases === null) return true;
  const start = epochMinuteOf(Temporal.Instant.from(starts_at));
  const covered = ({ range, lead }: PlacedClaim, [from, to]: readonly [number, number]) =>
    Math.max(range[0], lead[0]) <= start + from && Math.min(range[1], lead[1]) >= start + to;
  return claims.length === phases.length && claims.every((claim) => covered(claim, phases[claim.phase]!));
}
