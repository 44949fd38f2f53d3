import { Button, Group, Input, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { Booked } from "../api/types.ts";
import type { StepProps } from "./clinic-step.tsx";
import { commandOf } from "./draft.ts";
import { Refusal } from "./refusal.tsx";
import { Summary } from "./summary.tsx";

const sources = ["phone", "walk_in", "online"] as const;

/** The whole booking to read before it is made; a refusal says why and offers other times, and keeps everything typed. */
export function ConfirmStep({
  draft,
  change,
  done,
  back,
}: StepProps & { done: (booked: Booked) => void; back: () => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const book = useAttempt(client.book);
  const command = commandOf(draft);
  if (!command) return null;
  const confirm = async () => {
    setSending(true);
    setFailure(null);
    try {
      const booked = await book(command);
      void refresh(...day, areas.payments);
      done(booked);
    } catch (error) {
      setFailure(error);
      void refresh(areas.availability);
    } finally {
      setSending(false);
    }
  };
  return (
    <Stack>
      <Summary draft={draft} />
      <Input.Wrapper label={t("booking.source")} labelProps={{ id }} labelElement="div">
        <SegmentedControl
          aria-labelledby={id}
          data={sources.map((source) => ({ value: source, label: t(`booking.sources.${source}`) }))}
          value={draft.source as (typeof sources)[number]}
          onChange={(source) => change({ source })}
          display="flex"
          maw={420}
        />
      </Input.Wrapper>
      <Textarea
        label={t("booking.notes")}
        maxLength={2000}
        value={draft.notes}
        onChange={(event) => change({ notes: event.currentTarget.value })}
      />
      {failure !== null && (
        <Refusal
          error={failure}
          take={(start) => {
            change({ start });
            setFailure(null);
          }}
          zone={draft.clinic.timezone}
          startsAt={command.starts_at}
        />
      )}
      <Group justify="space-between">
        <Button variant="default" onClick={back}>
          {t("action.back")}
        </Button>
        <Button loading={sending} onClick={() => void confirm()}>
          {t("booking.confirm")}
        </Button>
      </Group>
    </Stack>
  );
}
