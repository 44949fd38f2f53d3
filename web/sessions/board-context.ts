import { createContext, useContext } from "react";
import type { BoardBed, QueuedVisit, SessionBoard } from "../api/types.ts";
import type { Carry } from "../parts/use-carry.ts";
import type { Admitted, BedPlace, Placing } from "./placing.ts";

/** What the board asks about before it is done; each has a dialog. */
export type Ask =
  | { kind: "admit"; session: SessionBoard; bed: BoardBed | null }
  | { kind: "place"; held: Admitted }
  | { kind: "swap"; held: Admitted; placing: Extract<Placing, { kind: "swap" }> }
  | { kind: "out"; session: SessionBoard; bed: BoardBed }
  | { kind: "cancel" | "move"; session: SessionBoard };

export interface Board {
  boards: readonly SessionBoard[];
  /** The day's visits by their ids. */
  visits: ReadonlyMap<string, QueuedVisit>;
  drag: Carry<Admitted, BedPlace>;
  ask: (what: Ask) => void;
  open: (appointmentId: string) => void;
}

export const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (!board) throw new Error("useBoard is called outside the session board");
  return board;
}
