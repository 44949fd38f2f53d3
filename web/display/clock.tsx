import { useEffect, useState } from "react";
import type { Formats } from "../text/formats.ts";

const tickMs = 1_000;

/** The time of day where the clinic is, by a clock that is so far ahead of this screen's. */
export function Clock({ formats, aheadMs }: { formats: Formats; aheadMs: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const shown = new Date(now + aheadMs).toISOString();
  return (
    <time className="wall-clock" dateTime={shown}>
      {formats.time(shown)}
    </time>
  );
}
