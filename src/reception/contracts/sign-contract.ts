import type { Temporal } from "temporal-polyfill";
import { illegalMove, notFound } from "../../core/errors.ts";
import { allows, contractMoves } from "../../core/moves.ts";
import { dateOf } from "../../core/zones.ts";
import { insertContractPayment } from "../../billing/payments.ts";
import { readClinic } from "../../booking/offer.ts";
import { checkLine, type ContractRow, lockContract, markConfirmed, readContract } from "../../demand/contracts.ts";
import { type RequestRow, storeRequest, unsaid } from "../../demand/requests.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Actor } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { announcePayment } from "../announce.ts";

export interface Signed {
  contract: ContractRow;
  /** One for each line, in their order. */
  requests: RequestRow[];
}

/**
 * Signs a draft: each line becomes a booking request with its patterns and planned tickets, and all of it one payment that is due at
 * once. Nothing is placed here. Of rivals who sign one contract, one does.
 *
 * Throws `not_found`, `version_mismatch`, `illegal_move` when it is no draft any more, and as drawing it up does for a line that can
 * not be sold any more, or whose wishes have become impossible since.
 */
export async function signContract(
  house: House,
  caller: Actor,
  id: string,
  expectedVersion: number | null,
): Promise<Signed> {
  const now = house.now();
  const signed = await house.postgres.write(caller.organizationId, async (tx) => {
    const [, draft] = await Promise.all([lockContract(tx, id), readContract(tx, id)]);
    if (!draft) throw notFound("/id", "contract");
    requireVersion(expectedVersion, draft);
    if (!allows(contractMoves.confirm, draft.status)) throw illegalMove(draft.status);
    const requests = await requestLines(tx, draft, caller.accountId, now);
    await Promise.all([charge(tx, draft, now), markConfirmed(tx, id, now)]);
    return { contract: (await readContract(tx, id))!, requests };
  });
  house.wake(caller.organizationId);
  return signed;
}

/** One after another: each line says for itself what is wrong with it. */
async function requestLines(
  tx: Transaction,
  { clinic_id, patient_id, lines }: ContractRow,
  created_by: string | null,
  now: Temporal.Instant,
): Promise<RequestRow[]> {
  const requests: RequestRow[] = [];
  for (const [i, { id: contract_line_id, service_id, sessions, ...line }] of lines.entries()) {
    const { wishes } = await checkLine(
      tx,
      { clinic_id, patient_id },
      { service_id, sessions, wishes: line.wishes },
      i,
      now,
    );
    const wanted = { clinic_id, patient_id, service_id, sessions, contract_line_id, created_by };
    requests.push(await storeRequest(tx, { ...unsaid, ...wishes, ...wanted }, now));
  }
  return requests;
}

async function charge(tx: Transaction, contract: ContractRow, now: Temporal.Instant): Promise<void> {
  const clinic = await readClinic(tx, contract.clinic_id);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  const payment = await insertContractPayment(tx, {
    id: newId(),
    contractId: contract.id,
    clinicId: contract.clinic_id,
    patientId: contract.patient_id,
    serviceDate: dateOf(now, clinic.timezone).toString(),
    totalMinor: contract.total_minor,
    currency: contract.currency,
    now,
  });
  await announcePayment(tx, payment, now);
}
