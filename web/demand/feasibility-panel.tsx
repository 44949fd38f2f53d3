import { Alert, Stack, Text } from "@mantine/core";
import { CircleAlert, CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Feasibility } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { SessionList } from "./session-list.tsx";
import { type Session, sessionsOf } from "./session-line.ts";

interface FeasibilityPanelProps {
  feasibility: Feasibility;
  zone: string;
  nameOf: (serviceId: string) => string;
  /** How many appointments were made of it; nothing while it is only a question. */
  booked?: number;
  /** A last word below the summary. */
  note?: ReactNode;
}

/** What can be placed: in one sentence, and for each line on a line of dates. */
export function FeasibilityPanel({ feasibility, zone, nameOf, booked, note }: FeasibilityPanelProps) {
  const lines = feasibility.lines.map((line) => ({ line, sessions: sessionsOf(line.placements, zone) }));
  return (
    <Stack gap="md">
      <Summary
        feasibility={feasibility}
        sessions={lines.flatMap(({ sessions }) => sessions)}
        booked={booked}
        note={note}
      />
      {lines.map(({ line, sessions }, index) => (
        <div key={line.line_id ?? line.request_id ?? index}>
          {lines.length > 1 && <LineHeading line={line} name={nameOf(line.service_id)} />}
          <SessionList name={nameOf(line.service_id)} sessions={sessions} zone={zone} />
        </div>
      ))}
    </Stack>
  );
}

interface SummaryProps extends Pick<FeasibilityPanelProps, "feasibility" | "note"> {
  sessions: readonly Session[];
  booked: number | undefined;
}

function Summary({ feasibility: { feasible, last_date: last }, sessions, booked, note }: SummaryProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const gave = sessions.filter(({ standing }) => standing === "gave").length;
  const placed = sessions.filter(({ startsAt }) => startsAt !== null).length;
  const Icon = feasible ? CircleCheck : CircleAlert;
  return (
    <Alert color={feasible ? "teal" : "orange"} role="status" icon={<Icon size={20} aria-hidden />}>
      {booked !== undefined && (
        <Text size="sm" fw={600}>
          {t("contracts.bookedNow", { count: booked, number: formats.number(booked) })}
        </Text>
      )}
      <Text size="sm" fw={booked === undefined ? 600 : 400}>
        {feasible && last
          ? t(booked === undefined ? "feasibility.all" : "feasibility.last", { date: formats.day(last) })
          : t("feasibility.notAll", {
              placed: formats.number(placed),
              sessions: formats.number(sessions.length),
            })}
      </Text>
      {placed > 0 && (
        <Text size="sm">
          {gave === 0
            ? feasible && t("feasibility.asWished")
            : t("feasibility.giveWay", { count: gave, number: formats.number(gave) })}
        </Text>
      )}
      {note}
    </Alert>
  );
}

function LineHeading({ line, name }: { line: Feasibility["lines"][number]; name: string }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const numbers = { placed: formats.number(line.placed), sessions: formats.number(line.sessions) };
  return (
    <Text fw={600}>
      <bdi>{name}</bdi>{" "}
      <Text span size="sm" c="var(--quiet-text)">
        {line.last_date
          ? t("feasibility.lastOn", { ...numbers, date: formats.date(line.last_date) })
          : t("feasibility.noneOf", numbers)}
      </Text>
    </Text>
  );
}
