import { useTranslation } from "react-i18next";
import { tones } from "../parts/status-badge.tsx";
import type { Formats } from "../text/formats.ts";
import { dateLineOf, monthsOn, placeOf, rowsOf, type Session, withRoom } from "./session-line.ts";
import "./session-strip.css";

interface SessionStripProps {
  sessions: readonly Session[];
  formats: Formats;
}

/** In percent of the line: what a mark takes, and the words below it. */
const markGap = 3.5;
const wordsGap = 11;

/** The sessions as marks on a line of dates. It says nothing that the list of them does not say, so it is one picture to whoever listens. */
export function SessionStrip({ sessions, formats }: SessionStripProps) {
  const { t } = useTranslation();
  const line = dateLineOf(sessions);
  if (!line) return null;
  const placed = sessions
    .flatMap((session) => (session.date ? [{ session, place: placeOf(line, session.date) }] : []))
    .toSorted((one, other) => one.place - other.place);
  const places = placed.map(({ place }) => place);
  const rows = rowsOf(places, markGap);
  const words = withRoom(places, wordsGap);
  const label = t("session.line", { from: formats.date(line.from), to: formats.date(line.to) });
  return (
    <div className="session-strip" role="img" aria-label={label} data-rows={Math.max(...rows) + 1}>
      <div className="session-track">
        {monthsOn(line).map((first) => (
          <span key={first} className="session-month" style={{ insetInlineStart: `${placeOf(line, first)}%` }}>
            <span>{formats.month(first)}</span>
          </span>
        ))}
        {placed.map(({ session, place }, index) => (
          <span
            key={session.ordinal}
            className={`session-mark is-${tones[session.standing]}`}
            data-standing={session.standing}
            data-row={rows[index]}
            style={{ insetInlineStart: `${place}%` }}
          >
            <span className="session-dot">
              <span>{formats.number(session.ordinal)}</span>
            </span>
            {words[index] && session.startsAt && (
              <span className="session-words">
                <span>{formats.dayMonth(session.date!)}</span>
                <span>{formats.time(session.startsAt)}</span>
              </span>
            )}
          </span>
        ))}
      </div>
    </div>
  );
}
