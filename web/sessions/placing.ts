import type { Admission, BoardBed, SessionBoard } from "../api/types.ts";

/** An admitted patient, where they are admitted. */
export interface Admitted {
  session: SessionBoard;
  admission: Admission;
}

/** Where a patient is brought: a bed of a session, or the session without one. */
export interface BedPlace {
  session: SessionBoard;
  bed: BoardBed | null;
}

export type Placing =
  | { kind: "stay" }
  | { kind: "assign"; bed: BoardBed }
  | { kind: "swap"; bed: BoardBed; other: Admission }
  | { kind: "transfer"; session: SessionBoard; bed: BoardBed | null };

/** What it means to bring a patient to a place. Whether it can be done, the server says. */
export function placingOf({ session, admission }: Admitted, place: BedPlace): Placing {
  const { bed } = place;
  if (place.session.id !== session.id) return { kind: "transfer", ...place };
  if (!bed || bed.bed_id === admission.bed_id) return { kind: "stay" };
  return bed.admission ? { kind: "swap", bed, other: bed.admission } : { kind: "assign", bed };
}

/** Whoever has arrived stays in the session; only the bed can be another one. */
export const mayTransfer = ({ status }: Admission): boolean => status === "confirmed" || status === "pending";
