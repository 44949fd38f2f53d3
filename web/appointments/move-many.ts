import type { TFunction } from "i18next";
import { client } from "../api/client.ts";
import { ProblemError, reasonsOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { BulkMove, Problem } from "../api/types.ts";

/** What was just done to whom. */
export interface Undoable {
  id: string;
  patient_name: string;
}

/** Those with which a move was not made, and why. */
export interface NotMoved {
  name: string;
  why: string[];
}

/** The server takes so many in one call. */
const atOnce = 200;

/** Makes one move with each: what is refused does not stop the others. Throws when nothing is known about the outcome. */
export async function moveMany(
  move: Omit<BulkMove, "appointment_ids">,
  appointments: readonly Undoable[],
  t: TFunction,
): Promise<{ done: Undoable[]; refused: NotMoved[] }> {
  const named = new Map(appointments.map((one) => [one.id, one]));
  const ids = [...named.keys()];
  const done: Undoable[] = [];
  const refused: NotMoved[] = [];
  try {
    for (let from = 0; from < ids.length; from += atOnce) {
      const answer = await client.moveAppointments({ ...move, appointment_ids: ids.slice(from, from + atOnce) });
      for (const result of answer.results) {
        const one = named.get(result.appointment_id)!;
        if (result.done) done.push(one);
        else refused.push({ name: one.patient_name, why: reasonsOf(asError(result.problem), t) });
      }
    }
  } finally {
    await refresh(...day, areas.payments);
  }
  return { done, refused };
}

/** One of many is refused with less around it than a call of its own. */
const asError = (problem: { code: string; detail: string }) =>
  new ProblemError({ type: "", title: "", status: 409, request_id: "", ...problem } satisfies Problem);
