import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Clock, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { problemOf } from "../api/problem.ts";
import type { Booked, Start, Waiver } from "../api/types.ts";
import { useSecondsUntil } from "../parts/use-seconds-until.ts";
import { useDesk } from "../shell/desk.tsx";
import { Refusal } from "./refusal.tsx";
import type { Hold } from "./use-hold.ts";

interface HoldNoteProps {
  hold: Hold;
  /** The start that is wanted. */
  start: Start;
  zone: string;
  take: (start: Start, waive?: Waiver[]) => void;
}

/** Whether the chosen time is kept, and how long; when it is not, why, and what can be done. */
export function HoldNote({ hold: { state, again }, start, zone, take }: HoldNoteProps) {
  const { t } = useTranslation();
  if (state.is === "held") return <Held booked={state.booked} endsAt={state.endsAt} zone={zone} />;
  if (state.is === "over")
    return (
      <Alert color="orange" role="alert" icon={<Clock size={20} aria-hidden />} title={t("hold.over")}>
        <Stack gap="sm" align="start">
          {t("hold.overHint")}
          <Button onClick={again}>{t("hold.again")}</Button>
        </Stack>
      </Alert>
    );
  if (state.is === "refused")
    return (
      <Stack gap="sm" align="start">
        <Refusal
          error={state.error}
          zone={zone}
          startsAt={start.starts_at}
          take={take}
          despite={(waive) => take(start, waive)}
        />
        {isPassing(state.error) && <Button onClick={again}>{t("state.retry")}</Button>}
      </Stack>
    );
  return (
    <Text size="sm" role="status">
      {t("hold.asking")}
    </Text>
  );
}

/** No answer, or one that says nothing about the time itself. */
function isPassing(error: unknown): boolean {
  const problem = problemOf(error);
  return !problem || problem.status >= 500 || problem.status === 429;
}

const lastMinute = 60;

function Held({ booked, endsAt, zone }: { booked: Booked; endsAt: number; zone: string }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(zone);
  const seconds = useSecondsUntil(endsAt);
  const { patient_name, starts_at } = booked.appointment;
  return (
    <Alert color={seconds <= lastMinute ? "orange" : "teal"} icon={<Hourglass size={20} aria-hidden />} py="xs">
      <Group justify="space-between" gap="sm">
        <Text size="sm" role="status">
          {t("hold.held", { name: patient_name, time: formats.moment(starts_at) })}
        </Text>
        <Text fw={700} className="number nowrap" role="timer" aria-label={t("hold.left")}>
          {formats.countdown(seconds)}
        </Text>
      </Group>
    </Alert>
  );
}
