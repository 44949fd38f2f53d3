import { useTranslation } from "react-i18next";
import type { Service } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { needOf, type Need } from "./needs.ts";
import { placeOn, rulerOf } from "./ruler.ts";
import { TimeLineGround } from "./time-line-ground.tsx";

/** A service's time line as small as a word. */
export function PhaseStrip({ service, textOf }: { service: Service; textOf: (need: Need) => string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { phases, duration_minutes: duration } = service;
  const ruler = rulerOf({
    duration,
    before: service.buffer_before_minutes,
    after: service.buffer_after_minutes,
    phases,
  });
  const said = phases.map((phase) =>
    t("services.phaseText", {
      name: textOf(needOf(phase)),
      from: formats.number(phase.starts_minute),
      to: formats.number(phase.ends_minute),
    }),
  );
  return (
    <div className="phase-strip" role="img" aria-label={formats.line(said)} title={said.join("\n")}>
      <TimeLineGround ruler={ruler} duration={duration} />
      {phases.map(({ need, starts_minute, ends_minute }, index) => {
        const { start, length } = placeOn(ruler, starts_minute, ends_minute);
        return (
          <div className="phase-strip-row" data-need={need} key={index}>
            <span style={{ insetInlineStart: `${start}%`, inlineSize: `${length}%` }} />
          </div>
        );
      })}
    </div>
  );
}
