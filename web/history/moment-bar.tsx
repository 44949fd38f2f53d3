import { ActionIcon, Button, Group, Paper, Text, TextInput } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { DayHistory } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { useDesk } from "../shell/desk.tsx";
import { instantFrom, wallOf } from "../text/days.ts";
import { ChangeSlider } from "./change-slider.tsx";
import { countUpTo } from "./since.ts";

interface MomentBarProps {
  history: DayHistory;
  /** What is asked for; undefined is now. */
  at: string | undefined;
  goTo: (at: string | undefined) => void;
}

/** From one moment of a day's past to another: change by change, or to a time of the clinic's clock. */
export function MomentBar({ history, at, goTo }: MomentBarProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { moments } = history;
  const position = at === undefined ? moments.length : countUpTo(moments, at);
  const walk = (to: number) => goTo(momentAt(moments, to));
  const step = (by: 1 | -1) => ({
    variant: "default",
    size: 40,
    "aria-label": t(by === 1 ? "history.nextChange" : "history.previousChange"),
    disabled: by === 1 ? position === moments.length : position === 0,
    onClick: () => walk(position + by),
  });
  return (
    <Paper component="section" aria-label={t("history.moment")} p="sm" mb="md">
      <Group justify="space-between" align="end" gap="sm">
        <Text role="status">
          {t("history.asOf", { moment: formats.second(history.at) })}
          <Text span size="sm" c="var(--quiet-text)" display="block">
            {t("history.position", { number: formats.number(position), total: formats.number(moments.length) })}
          </Text>
        </Text>
        <MomentForm history={history} at={at} goTo={goTo} />
      </Group>
      <Group wrap="nowrap" gap="xs" mt="xs">
        <ActionIcon {...step(-1)}>
          <ChevronLeft size={20} className="mirrored" aria-hidden />
        </ActionIcon>
        <ChangeSlider position={position} moments={moments} walk={walk} />
        <ActionIcon {...step(1)}>
          <ChevronRight size={20} className="mirrored" aria-hidden />
        </ActionIcon>
      </Group>
    </Paper>
  );
}

/** Just before the first change, at one of them, or, after the last, now. */
function momentAt(moments: readonly string[], position: number): string | undefined {
  if (position >= moments.length) return undefined;
  return position > 0 ? moments[position - 1] : new Date(Date.parse(moments[0]!) - 1_000).toISOString();
}

interface Typed {
  while: string | undefined;
  date?: string | null;
  time?: string;
}

function MomentForm({ history, at, goTo }: MomentBarProps) {
  const { t } = useTranslation();
  const { timezone } = history;
  const [wallDate, wallTime] = wallOf(history.at, timezone).split("T") as [string, string];
  // What was typed is of no use any more once another moment is shown.
  const [typed, type] = useState<Typed>({ while: at });
  const { date = wallDate, time = wallTime } = typed.while === at ? typed : {};
  const show = (event: FormEvent) => {
    event.preventDefault();
    if (date && time) goTo(instantFrom(`${date}T${time}`, timezone));
  };
  return (
    <form onSubmit={show}>
      <Group gap="xs" align="end">
        <DateField
          label={t("history.seenOn")}
          clearable={false}
          value={date}
          onChange={(chosen) => type({ while: at, date: chosen, time })}
          w={140}
        />
        <TextInput
          type="time"
          label={t("history.seenAt")}
          value={time}
          onChange={(event) => type({ while: at, date, time: event.currentTarget.value })}
        />
        <Button type="submit" variant="default" disabled={!date || !time}>
          {t("history.show")}
        </Button>
        <Button variant="subtle" onClick={() => goTo(undefined)}>
          {t("history.now")}
        </Button>
      </Group>
    </form>
  );
}
