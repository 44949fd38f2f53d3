import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { fault, illegalMove, notFound } from "../core/errors.ts";
import { dateOf } from "../core/zones.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import { newBookingId, newId } from "../platform/ids.ts";
import type { contractChange, newContract, newLine } from "./contract-schemas.ts";
import {
  type ContractRow,
  findContract,
  insertContract,
  type LineFields,
  lockContract,
  replaceLines,
  selectCurrency,
  updateDraft,
} from "./contracts.sql.ts";
import { requirePlace } from "./request-place.ts";
import { requirePossible, type Wishes, wishesFrom } from "./wishes.ts";

type NewLine = z.output<typeof newLine>;
type Parties = Pick<ContractRow, "clinic_id" | "patient_id">;

/** What a payment can be for at most, in minor units. */
const highestTotal = 100_000_000_000;

/**
 * Draws up a contract. A draft keeps nothing from anybody; its prices are those of today unless it says others.
 *
 * Throws `not_found`, `retired` or `not_offered` with a pointer, `invalid_wishes` for what can never be, and `invalid_request` for
 * a price that is not known in the organization's currency, or a sum that is too large.
 */
export async function drawUpContract(
  tx: Transaction,
  { clinic_id, patient_id, lines, notes }: z.output<typeof newContract>,
  actorId: string | null,
  now: Temporal.Instant,
): Promise<ContractRow> {
  const priced = await priceLines(tx, { clinic_id, patient_id }, lines, now);
  const [id, contract_number] = [newId(), newBookingId()];
  const contract = { id, contract_number, clinic_id, patient_id, notes: notes ?? null, created_by: actorId };
  const [, , stored] = await Promise.all([
    insertContract(tx, contract, now),
    replaceLines(tx, id, priced),
    findContract(tx, id),
  ]);
  return stored!;
}

/**
 * Changes what is named of a draft; lines are replaced as a whole.
 *
 * Throws as `drawUpContract` does, `version_mismatch`, and `illegal_move` for a contract that was signed or cancelled.
 */
export async function changeContract(
  tx: Transaction,
  id: string,
  { lines, notes }: z.output<typeof contractChange>,
  expected: number | null,
  now: Temporal.Instant,
): Promise<ContractRow> {
  const [, found] = await Promise.all([lockContract(tx, id), findContract(tx, id)]);
  if (!found) throw notFound("/id", "contract");
  requireVersion(expected, found);
  if (found.status !== "draft") throw illegalMove(found.status);
  const priced = lines && (await priceLines(tx, found, lines, now));
  const [, , changed] = await Promise.all([
    updateDraft(tx, id, notes === undefined ? found.notes : notes, now),
    priced && replaceLines(tx, id, priced),
    findContract(tx, id),
  ]);
  return changed!;
}

/** The lines as they are stored, each with its price. */
async function priceLines(tx: Transaction, parties: Parties, lines: readonly NewLine[], now: Temporal.Instant) {
  const currency = await selectCurrency(tx);
  const priced: (LineFields & { id: string })[] = [];
  for (const [i, line] of lines.entries()) {
    const { service } = await checkLine(tx, parties, { ...line, wishes: line.wishes ?? {} }, i, now);
    if (line.price_minor === undefined && service.currency !== currency)
      throw fault(
        "invalid_request",
        `/lines/${i}/price_minor`,
        `The service is priced in ${service.currency}: say what a session costs in ${currency}.`,
      );
    priced.push({
      id: newId(),
      service_id: line.service_id,
      sessions: line.sessions,
      price_minor: line.price_minor ?? service.price_minor,
      wishes: line.wishes ?? {},
    });
  }
  if (priced.reduce((sum, line) => sum + line.sessions * line.price_minor, 0) > highestTotal)
    throw fault("invalid_request", "/lines", "Together the sessions cost more than one payment can be for.");
  return priced;
}

/** That a line can be sold as it is today; gives its wishes with what they leave open filled in, and the service. */
export async function checkLine(
  tx: Transaction,
  parties: Parties,
  { service_id, sessions, wishes }: Pick<LineFields, "service_id" | "sessions" | "wishes">,
  i: number,
  now: Temporal.Instant,
): Promise<{ wishes: Wishes; service: Awaited<ReturnType<typeof requirePlace>>["service"] }> {
  const at = { service: `/lines/${i}`, wishes: `/lines/${i}/wishes` };
  const { timezone, service } = await requirePlace(tx, { ...parties, service_id, ...wishes }, at);
  const whole = wishesFrom(wishes, dateOf(now, timezone));
  requirePossible(whole, sessions, at.wishes);
  return { wishes: whole, service };
}
