import { placeOn, type Ruler, ticksOf } from "./ruler.ts";
import "./time-line.css";

/** Where a mark of this minute stands. */
export const tick = (ruler: Ruler, minute: number) => ({
  insetInlineStart: `${placeOn(ruler, minute, minute).start}%`,
});

/** What lies behind the phases: the marks of the ruler, and the buffers shaded. */
export function TimeLineGround({ ruler, duration }: { ruler: Ruler; duration: number }) {
  const buffers = [
    [ruler.from, 0],
    [duration, ruler.to],
  ] as const;
  return (
    <div className="time-line-ground" aria-hidden>
      {ticksOf(duration).map((minute) => (
        <span key={minute} className="time-line-tick" style={tick(ruler, minute)} />
      ))}
      {buffers.map(([from, to]) => {
        const { start, length } = placeOn(ruler, from, to);
        return (
          <span
            key={from}
            className="time-line-buffer"
            style={{ insetInlineStart: `${start}%`, inlineSize: `${length}%` }}
          />
        );
      })}
    </div>
  );
}
