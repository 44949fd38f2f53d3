import { useDesk } from "../shell/desk.tsx";
import type { VisitStatus } from "../../src/core/moves.ts";
import type { QueuedVisit } from "../api/types.ts";
import { MoreMoves } from "./more-moves.tsx";
import { MoveSign, NextMoveButton } from "./move-button.tsx";
import { SettleButton } from "./settle-button.tsx";
import type { PlainVisitMove } from "./use-visit-move.ts";

const nextMoves: Partial<Record<VisitStatus, PlainVisitMove>> = {
  waiting: "call",
  called: "start",
  in_progress: "finish",
};

/** What comes next for a visit, what is often wanted instead, and all the rest behind a menu. */
export function VisitActions({ visit }: { visit: QueuedVisit }) {
  const { may } = useDesk();
  if (visit.status === "pending_payment") return <SettleButton visit={visit} />;
  const next = nextMoves[visit.status];
  const hasSigns = visit.status === "called" && may("recallVisit");
  return (
    <div className={hasSigns ? "visit-actions with-signs" : "visit-actions"}>
      {next && <NextMoveButton visit={visit} move={next} />}
      {hasSigns && (
        <>
          <MoveSign visit={visit} move="recall" />
          <MoveSign visit={visit} move="requeue" />
          <span className="grow" />
        </>
      )}
      <MoreMoves visit={visit} />
    </div>
  );
}
