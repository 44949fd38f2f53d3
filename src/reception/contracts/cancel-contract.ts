import type { Temporal } from "temporal-polyfill";
import { DomainError, illegalMove, notFound } from "../../core/errors.ts";
import { allows, contractMoves } from "../../core/moves.ts";
import { refundDue } from "../../billing/close-payment.ts";
import { lockPayment } from "../../billing/payments.ts";
import { type AppointmentRow, lockAppointment } from "../../booking/appointments.ts";
import { partyOf } from "../../booking/patient-limits.ts";
import { callOff, lockSessions } from "../../demand/call-off.ts";
import { type ContractRow, lockContract, markCancelled, priceOfGiven, readContract } from "../../demand/contracts.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { cancelWithin } from "../appointments/cancel.ts";
import { selectSessionsAhead } from "./contract.sql.ts";
import { settleCancelled } from "../money/settle-cancelled.ts";

/** Somebody may sign it, or book a session of it, between the look at it and the locks: then it is looked at anew. */
const attempts = 8;

class Overtaken extends DomainError {
  constructor() {
    super("unavailable", "Its sessions are being booked at the moment.");
  }
}

interface Cancelling {
  id: string;
  reason: string;
  expectedVersion: number | null;
  now: Temporal.Instant;
}

/**
 * Cancels a contract: its planned sessions are off, its appointments cancelled, and what was paid for sessions that were neither
 * given nor used up is to be given back. Its payment comes to the rest.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` when it is completed or cancelled, or while a session of it is under way.
 */
export async function cancelContract(
  house: House,
  caller: Caller,
  id: string,
  { reason, expectedVersion }: { reason: string; expectedVersion: number | null },
): Promise<ContractRow> {
  for (let attempt = 1; ; attempt++) {
    const cancelling = { id, reason, expectedVersion, now: house.now() };
    const cancelled = await house.postgres
      .write(caller.organizationId, (tx) => cancelAsFound(tx, caller, cancelling))
      .catch((error: unknown) => {
        if (error instanceof Overtaken && attempt < attempts) return null;
        throw error;
      });
    if (!cancelled) continue;
    house.wake(caller.organizationId);
    return cancelled;
  }
}

async function cancelAsFound(tx: Transaction, caller: Caller, cancelling: Cancelling): Promise<ContractRow> {
  const { id, reason, expectedVersion, now } = cancelling;
  const { contract, requestIds, ahead } = await lockAll(tx, id);
  requireVersion(expectedVersion, contract);
  if (!allows(contractMoves.cancel, contract.status)) throw illegalMove(contract.status);
  requireNoneUnderWay(ahead);
  const cancelled = {
    reason,
    party: partyOf(caller, undefined),
    actorId: caller.accountId,
    expectedVersion: null,
    now,
  };
  for (const appointment of ahead) await cancelWithin(tx, { ...cancelled, id: appointment.id, offer: "withdrawn" });
  await callOff(tx, requestIds, "cancel", reason, now);
  const payment = await lockPayment(tx, { contractId: id });
  const refundDueMinor = payment ? refundDue(payment, await priceOfGiven(tx, id)) : null;
  await markCancelled(tx, id, { reason, refundDueMinor }, now);
  if (payment) await settleCancelled(tx, payment, id, { actorId: caller.accountId, now });
  return (await readContract(tx, id))!;
}

/** Appointments, then tickets, then requests, then the contract. Who books a session of it meanwhile waits at its ticket, and then finds it off. */
async function lockAll(
  tx: Transaction,
  id: string,
): Promise<{ contract: ContractRow; requestIds: string[]; ahead: AppointmentRow[] }> {
  const [found, known] = await Promise.all([readContract(tx, id), selectSessionsAhead(tx, id)]);
  if (!found) throw notFound("/id", "contract");
  const requestIds = found.lines.flatMap(({ request_id }) => request_id ?? []);
  const [appointments] = await Promise.all([
    Promise.all(known.map((appointmentId) => lockAppointment(tx, appointmentId))),
    lockSessions(tx, requestIds),
    lockContract(tx, id),
  ]);
  const [contract, ahead] = await Promise.all([readContract(tx, id), selectSessionsAhead(tx, id)]);
  const isNew = (appointmentId: string) => !known.includes(appointmentId);
  if (contract!.version !== found.version || ahead.some(isNew)) throw new Overtaken();
  return {
    contract: contract!,
    requestIds,
    ahead: appointments.filter((one) => one && ahead.includes(one.id)) as AppointmentRow[],
  };
}

/** What is being given at the moment has to end first: only then is it known what is to be given back. */
function requireNoneUnderWay(ahead: readonly AppointmentRow[]): void {
  const underWay = ahead.find(({ status }) => status === "checked_in");
  if (underWay)
    throw new DomainError("illegal_move", "A session of it is under way; it has to end first.", {
      members: { found_status: underWay.status, appointment_id: underWay.id },
    });
}
