import type { Admission, SessionBoard } from "../api/types.ts";
import type { Ask } from "./board-context.ts";
import type { Admitted } from "./placing.ts";

/** What is asked about, as it is now: while a dialog is open, others go on working. */
export function renewed(asked: Ask, boards: readonly SessionBoard[]): Ask {
  if ("held" in asked) return { ...asked, held: admittedNow(asked.held, boards) };
  const session = boards.find(({ id }) => id === asked.session.id) ?? asked.session;
  if (!("bed" in asked)) return { ...asked, session };
  const bed = session.board.find(({ bed_id }) => bed_id === asked.bed?.bed_id) ?? asked.bed;
  return { ...asked, session, bed } as Ask;
}

function admittedNow(held: Admitted, boards: readonly SessionBoard[]): Admitted {
  for (const session of boards) {
    const admission = admissionsOf(session).find((one) => one.appointment_id === held.admission.appointment_id);
    if (admission) return { session, admission };
  }
  return held;
}

/** Everybody who is admitted to a session, with a bed or without. */
export const admissionsOf = ({ board, without_bed }: SessionBoard): Admission[] => [
  ...board.flatMap(({ admission }) => admission ?? []),
  ...without_bed,
];
