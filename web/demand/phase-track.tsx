import { useTranslation } from "react-i18next";
import { partsOf } from "./needs.ts";
import { type Grip, gripMinute, reachOf, type Span } from "./phase-span.ts";
import { placeOn, type Ruler } from "./ruler.ts";
import type { PhaseValues } from "./service-values.ts";
import { usePhaseGrip } from "./use-phase-grip.ts";

interface PhaseTrackProps {
  phase: PhaseValues;
  number: string;
  name: string;
  duration: number;
  ruler: Ruler;
  pull: (span: Span) => void;
}

const grips: Grip[] = ["whole", "start", "end"];

/** One phase on its time line: a bar that is moved, and its two ends that are pulled. */
export function PhaseTrack({ phase, number, name, duration, ruler, pull }: PhaseTrackProps) {
  const { t } = useTranslation();
  const hold = usePhaseGrip({ span: phase, duration, ruler, pull });
  const place = placeOn(ruler, phase.starts_minute, phase.ends_minute);
  const inset = { whole: place.start, start: place.start, end: place.start + place.length };
  return (
    <div className="phase-track" data-need={partsOf(phase.need).need}>
      {grips.map((grip) => {
        const { first, last } = reachOf(phase, grip, duration);
        const minute = gripMinute(phase, grip);
        return (
          <div
            key={grip}
            className={grip === "whole" ? "phase-bar" : "phase-end"}
            data-grip={grip}
            style={{
              insetInlineStart: `${inset[grip]}%`,
              ...(grip === "whole" && { inlineSize: `${place.length}%` }),
            }}
            role="slider"
            tabIndex={0}
            aria-label={t(`services.grips.${grip}`, { number, name })}
            aria-valuemin={first}
            aria-valuemax={last}
            aria-valuenow={minute}
            aria-valuetext={t("services.minute", { minute })}
            {...hold(grip)}
          />
        );
      })}
    </div>
  );
}
