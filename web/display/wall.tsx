import { useQuery } from "@tanstack/react-query";
import { WifiOff } from "lucide-react";
import { useId, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Display, ShownVisit } from "../api/types.ts";
import { makeFormats, type Formats } from "../text/formats.ts";
import { languageNow } from "../text/language.ts";
import { Announcement } from "./announcement.tsx";
import { nameOf } from "./calls.ts";
import { Clock } from "./clock.tsx";
import { useWakeLock } from "./use-wake-lock.ts";

interface WallProps {
  display: Display;
  /** When the answer came, by this screen's clock. */
  readAt: number;
  live: boolean;
}

/** So many are large enough to be read from the last chair. */
const calledAtOnce = 6;
const nextAtOnce = 12;

/** The wall itself. Its clock is the server's, in the clinic's zone: screens that hang somewhere for years are seldom right. */
export function Wall({ display, readAt, live }: WallProps) {
  const { t } = useTranslation();
  const { data: session } = useQuery(queries.session());
  useWakeLock();
  const formats = makeFormats(languageNow(), session?.organization.country ?? "", display.timezone);
  const of = (status: ShownVisit["status"]) => display.items.filter((visit) => visit.status === status);
  const called = of("called");
  return (
    <>
      <header className="wall-head">
        <h1>
          <bdi>{display.clinic_name}</bdi>
        </h1>
        <Clock formats={formats} aheadMs={Date.parse(display.as_of) - readAt} />
      </header>
      {!live && (
        <p className="wall-stale" role="status">
          <WifiOff aria-hidden />
          {t("display.notLive", { time: formats.time(display.as_of) })}
        </p>
      )}
      <Announcement called={called} formats={formats} />
      <Numbers name={t("display.called")} className="wall-called" empty={t("display.nobodyCalled")}>
        {called.slice(0, calledAtOnce).map((visit) => (
          <li key={nameOf(visit)}>
            <span className="wall-number">
              <Shown visit={visit} date={display.date} formats={formats} />
            </span>
            {visit.room_name && <bdi className="wall-room">{visit.room_name}</bdi>}
          </li>
        ))}
      </Numbers>
      <div className="wall-foot">
        <Numbers name={t("display.next")} className="wall-next" empty={t("display.nobodyWaits")}>
          {of("waiting")
            .slice(0, nextAtOnce)
            .map((visit) => (
              <li key={nameOf(visit)}>
                <Shown visit={visit} date={display.date} formats={formats} />
              </li>
            ))}
        </Numbers>
        {of("in_progress").length > 0 && (
          <Numbers name={t("display.inside")} className="wall-inside" empty="">
            {of("in_progress").map((visit) => (
              <li key={nameOf(visit)}>
                <Shown visit={visit} date={display.date} formats={formats} />
              </li>
            ))}
          </Numbers>
        )}
      </div>
    </>
  );
}

/** A number; the same one of the date before, whose patient is still here, says its date. */
function Shown({ visit, date, formats }: { visit: ShownVisit; date: string; formats: Formats }) {
  return (
    <>
      {formats.number(visit.queue_number)}
      {visit.service_date < date && <small className="wall-date">{formats.dayMonth(visit.service_date)}</small>}
    </>
  );
}

interface NumbersProps {
  name: string;
  className: string;
  empty: string;
  children: ReactNode[];
}

function Numbers({ name, className, empty, children }: NumbersProps) {
  const id = useId();
  return (
    <section className={className} aria-labelledby={id}>
      <h2 id={id}>{name}</h2>
      {children.length === 0 ? <p>{empty}</p> : <ul className="plain-list">{children}</ul>}
    </section>
  );
}
