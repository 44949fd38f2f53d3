import type { Model } from "./linearizable.ts";

/** An appointment by the mark that its first caller put into its notes. Doctors and patients are numbers, starts are minutes. */
export interface Seen {
  patient: number;
  doctor: number;
  start: number;
  live: boolean;
  version: number;
}

/** A call with its answer; `null` when none came, and then only what would have changed something matters. */
export type Op =
  | { kind: "book"; mark: string; patient: number; doctor: number; start: number; answer: "done" | "taken" | null }
  | { kind: "cancel"; mark: string; answer: "done" | "illegal" | null }
  | {
      kind: "move";
      mark: string;
      doctor: number;
      start: number;
      answer: "done" | "taken" | "illegal" | "outrun" | null;
    }
  | { kind: "read"; mark: string; answer: Seen }
  | { kind: "list"; answer: ReadonlyMap<string, Seen> }
  /** Which of the starts on the grid are free for somebody new. */
  | { kind: "free"; doctor: number; answer: readonly number[] };

type State = ReadonlyMap<string, Seen>;

export const visitMinutes = 20;
/** Two of them cross their neighbours; these are not offered by the search, which goes by the grid. */
export const starts = [0, 10, 20, 40, 50, 60];
export const gridStarts = starts.filter((start) => start % visitMinutes === 0);

/** What booking means when one call comes after the other. */
export const bookModel: Model<State, Op> = {
  initial: new Map(),
  keyOf: (state) =>
    [...state]
      .map(([mark, seen]) => `${mark} ${say(seen)}`)
      .sort()
      .join(";"),
  step(state, op) {
    if (op.kind === "book") return book(state, op);
    if (op.kind === "cancel") return cancel(state, op);
    if (op.kind === "move") return move(state, op);
    if (op.kind === "read") return unchanged(state, say(state.get(op.mark)) === say(op.answer));
    if (op.kind === "list") return unchanged(state, areSame(state, op.answer));
    const isOffered = (start: number) => op.answer.includes(start);
    return unchanged(
      state,
      gridStarts.every((start) => isOffered(start) !== isTaken(state, { doctor: op.doctor, start })),
    );
  },
};

const areSame = (state: State, answer: State): boolean =>
  state.size === answer.size && [...state].every(([mark, seen]) => say(seen) === say(answer.get(mark)));

const unchanged = (state: State, holds: boolean): State | null => (holds ? state : null);

function book(state: State, { mark, patient, doctor, start, answer }: Op & { kind: "book" }): State | null {
  const taken = isTaken(state, { patient, doctor, start });
  if (answer === "taken") return unchanged(state, taken);
  if (taken || state.has(mark)) return null;
  return new Map(state).set(mark, { patient, doctor, start, live: true, version: 1 });
}

function cancel(state: State, { mark, answer }: Op & { kind: "cancel" }): State | null {
  const found = state.get(mark);
  if (!found) return null;
  if (answer === "illegal") return unchanged(state, !found.live);
  return found.live ? new Map(state).set(mark, { ...found, live: false, version: found.version + 1 }) : null;
}

/** Both "taken" and "illegal" may be true; either may then be said. "Outrun" says nothing of the state, see `history.ts`. */
function move(state: State, { mark, doctor, start, answer }: Op & { kind: "move" }): State | null {
  const found = state.get(mark);
  if (!found) return null;
  const taken = isTaken(state, { patient: found.patient, doctor, start }, mark);
  if (answer === "outrun") return state;
  if (answer === "illegal") return unchanged(state, !found.live);
  if (answer === "taken") return unchanged(state, taken);
  if (taken || !found.live) return null;
  return new Map(state).set(mark, { ...found, doctor, start, version: found.version + 1 });
}

/** Whether a doctor, or a patient, has something else then. */
function isTaken(state: State, wanted: { patient?: number; doctor: number; start: number }, except?: string): boolean {
  return [...state].some(
    ([mark, { live, doctor, patient, start }]) =>
      live &&
      mark !== except &&
      Math.abs(start - wanted.start) < visitMinutes &&
      (doctor === wanted.doctor || patient === wanted.patient),
  );
}

const say = (seen: Seen | undefined): string =>
  seen ? `${seen.live ? "" : "no "}${seen.patient} ${seen.doctor} ${seen.start} v${seen.version}` : "nothing";
