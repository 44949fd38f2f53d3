import { Stethoscope, Armchair, Layers, Shapes, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Phase } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { partsOf } from "./needs.ts";
import type { Span } from "./phase-span.ts";
import { PhaseTrack } from "./phase-track.tsx";
import { type Ruler, rulerOf, ticksOf } from "./ruler.ts";
import type { PhaseValues } from "./service-values.ts";
import { tick, TimeLineGround } from "./time-line-ground.tsx";

interface TimeLineProps {
  duration: number;
  before: number;
  after: number;
  phases: PhaseValues[];
  nameOf: (phase: PhaseValues) => string;
  pull: (index: number, span: Span) => void;
}

const icons: Record<Phase["need"], LucideIcon> = {
  practitioner: Stethoscope,
  resource: Armchair,
  pool: Layers,
  kind: Shapes,
};

/** What a service needs from which minute to which, drawn on a ruler with its buffers before and after. */
export function TimeLine({ duration, before, after, phases, nameOf, pull }: TimeLineProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const ruler = rulerOf({ duration, before, after, phases });
  const spanText = ({ starts_minute: from, ends_minute: to }: Span) =>
    t("hours.range", { from: formats.number(from), to: formats.number(to) });
  return (
    <div className="time-line" role="group" aria-label={t("services.timeLine")}>
      <TimeLineGround ruler={ruler} duration={duration} />
      {phases.map((phase, index) => {
        const Icon = icons[partsOf(phase.need).need];
        const name = nameOf(phase);
        return (
          <div className="time-line-row" key={index}>
            <div className="time-line-name">
              <Icon size={16} aria-hidden />
              <span>
                {name}
                <span className="time-line-span">{spanText(phase)}</span>
              </span>
            </div>
            <PhaseTrack
              phase={phase}
              number={formats.number(index + 1)}
              name={name}
              duration={duration}
              ruler={ruler}
              pull={(span) => pull(index, span)}
            />
          </div>
        );
      })}
      <Minutes ruler={ruler} duration={duration} />
    </div>
  );
}

function Minutes({ ruler, duration }: { ruler: Ruler; duration: number }) {
  const { formats } = useDesk();
  return (
    <div className="time-line-minutes" aria-hidden>
      {ticksOf(duration).map((minute) => (
        <span key={minute} style={tick(ruler, minute)}>
          {formats.number(minute)}
        </span>
      ))}
    </div>
  );
}
