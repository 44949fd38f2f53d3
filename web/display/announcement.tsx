import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ShownVisit } from "../api/types.ts";
import type { Formats } from "../text/formats.ts";
import { nameOf, newCalls } from "./calls.ts";

/** Says each new call to those who listen instead of looking, once the sentence before it has ended. */
export function Announcement({ called, formats }: { called: ShownVisit[]; formats: Formats }) {
  const { t } = useTranslation();
  // What hung there already when the screen was turned on is no news.
  const [spoken, setSpoken] = useState(() => new Set(called.map(nameOf)));
  const [said, say] = useState<ShownVisit[]>([]);
  const fresh = newCalls(called, spoken);
  if (fresh.length > 0) {
    say(fresh);
    setSpoken(new Set([...spoken, ...fresh.map(nameOf)]));
  }
  return (
    <p className="sr-only" aria-live="polite" aria-atomic="true">
      {said.map((visit) => {
        const { queue_number, room_name } = visit;
        const number = formats.number(queue_number);
        const sentence =
          room_name === null ? t("display.say", { number }) : t("display.sayRoom", { number, room: room_name });
        return <span key={nameOf(visit)}>{`${sentence} `}</span>;
      })}
    </p>
  );
}
