import type { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../../core/errors.ts";
import { readShares } from "../../booking/appointments.ts";
import type { Transaction } from "../../platform/database.ts";
import type { VisitRow } from "../../visits/visits.ts";
import { announcePayment } from "../announce.ts";
import { takePaymentAlong } from "../money/charge-anew.ts";
import { selectOfferedIds } from "./queue.sql.ts";

/** Throws `not_found` or `not_offered` on `/practitioner_id` unless the clinic offers the visit's service by that practitioner. */
export async function requireAble(
  tx: Transaction,
  { clinic_id, service_id }: Pick<VisitRow, "clinic_id" | "service_id">,
  practitionerId: string,
): Promise<void> {
  const [shares, offered] = await Promise.all([
    readShares(tx, [practitionerId]),
    selectOfferedIds(tx, practitionerId, clinic_id),
  ]);
  if (shares.length === 0) throw notFound("/practitioner_id", "practitioner");
  if (!offered.includes(service_id))
    throw fault("not_offered", "/practitioner_id", "This practitioner does not offer the service at this clinic.");
}

/** The payment follows a visit to the practitioner whom the visit names by now, and so does the share; the total stays. */
export async function handOverPayment(
  tx: Transaction,
  { id, practitioner_id: practitionerId, service_date }: VisitRow,
  step: { actorId: string; now: Temporal.Instant },
): Promise<void> {
  const [share] = practitionerId === null ? [] : await readShares(tx, [practitionerId]);
  const where = {
    serviceDate: service_date.toString(),
    practitionerId,
    shareBasisPoints: share?.share_basis_points ?? 0,
  };
  const payment = await takePaymentAlong(tx, id, where, step);
  await announcePayment(tx, payment, step.now);
}
