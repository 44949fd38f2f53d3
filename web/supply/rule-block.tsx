import { useTranslation } from "react-i18next";
import type { CSSProperties, PointerEvent } from "react";
import { useDesk } from "../shell/desk.tsx";
import type { Grip } from "./drag-rule.ts";
import type { RulePiece } from "./rule-pieces.ts";
import { useRuleWords } from "./rule-words.ts";
import type { useWeekDrag } from "./use-week-drag.ts";

interface RuleBlockProps {
  piece: RulePiece;
  /** Whether an exception stands beside it. */
  narrow: boolean;
  drag: ReturnType<typeof useWeekDrag> | null;
  edit: () => void;
}

/** One window on one date, with its breaks. A press opens it; it can be moved, and its ends pulled. */
export function RuleBlock({ piece, narrow, drag, edit }: RuleBlockProps) {
  const { rule, from, to, depth, breaks } = piece;
  const { t } = useTranslation();
  const { formats } = useDesk();
  const words = useRuleWords();
  const pull = (grip: Grip) => (down: PointerEvent) => {
    down.stopPropagation();
    drag?.pull(down, rule, grip);
  };
  const open = () => !drag?.wasDragged() && edit();
  const style = { "--from": from, "--to": to, "--depth": depth } as CSSProperties;
  const time = words.range(rule);
  const facts = words.facts(rule);
  return (
    <button
      type="button"
      className="week-rule is-booked"
      style={style}
      aria-label={formats.line([formats.weekday(rule.weekday), time, ...facts, ...breaks.map(words.pause)])}
      data-before={piece.begins ? undefined : true}
      data-after={piece.ends ? undefined : true}
      data-narrow={narrow || undefined}
      data-movable={drag ? true : undefined}
      onPointerDown={pull("whole")}
      onClick={open}
    >
      <span className="week-text">
        <span className="week-time">{time}</span>
        {facts.map((fact) => (
          <span className="week-fact" key={fact}>
            <bdi>{fact}</bdi>
          </span>
        ))}
      </span>
      {breaks.map((pause) => (
        <span
          key={pause.from}
          className="week-break"
          style={{ "--from": pause.from, "--to": pause.to, "--base": from } as CSSProperties}
        >
          <bdi>{pause.label ?? t("week.break")}</bdi>
        </span>
      ))}
      {drag && piece.begins && <span className="week-grip" data-end="start" onPointerDown={pull("start")} />}
      {drag && piece.ends && <span className="week-grip" data-end="end" onPointerDown={pull("end")} />}
    </button>
  );
}
