import { Ban, DoorOpen, Palmtree, PartyPopper, type LucideIcon } from "lucide-react";
import type { CSSProperties, PointerEvent } from "react";
import type { Tone } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { lookOf, type ExceptionLook, type ExceptionPiece } from "./exception-pieces.ts";
import { useExceptionWords } from "./exception-words.ts";

const icons: Record<ExceptionLook, LucideIcon> = {
  blocked: Ban,
  open: DoorOpen,
  holiday: PartyPopper,
  timeOff: Palmtree,
};
export const exceptionTones: Record<ExceptionLook, Tone> = {
  blocked: "missed",
  open: "good",
  holiday: "held",
  timeOff: "inProgress",
};

/** What an exception blocks or opens of one date, beside the windows that it lies on. */
export function ExceptionBlock({ piece, edit }: { piece: ExceptionPiece; edit: () => void }) {
  const { exception, from, to, depth } = piece;
  const { formats } = useDesk();
  const words = useExceptionWords();
  const look = lookOf(exception);
  const Icon = icons[look];
  const facts = [exception.reason, ...words.scope(exception)].filter((fact) => fact !== null);
  return (
    <button
      type="button"
      className={`week-exception is-${exceptionTones[look]}`}
      style={{ "--from": from, "--to": to, "--depth": depth } as CSSProperties}
      aria-label={formats.line([words.kind(exception), words.when(exception), ...facts])}
      // A press here draws no window.
      onPointerDown={(down: PointerEvent) => down.stopPropagation()}
      onClick={edit}
    >
      <span className="week-text">
        <span className="week-time">
          <Icon size={14} aria-hidden /> {words.kind(exception)}
        </span>
        {[words.clock(exception), ...facts].filter(Boolean).map((fact) => (
          <span className="week-fact" key={fact}>
            <bdi>{fact}</bdi>
          </span>
        ))}
      </span>
    </button>
  );
}
