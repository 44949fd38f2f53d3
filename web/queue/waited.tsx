import { Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";

const tickMs = 15_000;

/** Minutes since check-in, ticking; turns bold when somebody waits for longer than half an hour. */
export function Waited({ since, until }: { since: string | null; until?: string | null }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const now = useNow(until == null);
  if (!since) return null;
  const minutes = Math.max(0, Math.floor(((until ? Date.parse(until) : now) - Date.parse(since)) / 60_000));
  return (
    <Text size="sm" fw={minutes >= 30 ? 700 : 400} className="number nowrap" title={t("queue.waited")}>
      {formats.minutes(minutes)}
    </Text>
  );
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
