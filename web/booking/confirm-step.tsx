import { Button, Group, Input, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { Appointment, Booked } from "../api/types.ts";
import { Refused } from "../forms/form-footer.tsx";
import { disabledBy } from "../parts/disabled-by.ts";
import type { StepProps } from "./clinic-step.tsx";
import { wishOf, type Draft } from "./draft.ts";
import { Summary } from "./summary.tsx";
import type { Hold } from "./use-hold.ts";

const sources = ["phone", "walk_in", "online"] as const;

interface ConfirmStepProps extends StepProps {
  hold: Hold;
  done: (booked: Booked) => void;
  back: () => void;
}

/** The whole booking to read before it is made. Whatever keeps it from being made, what was typed stays. */
export function ConfirmStep({ draft, change, hold, done, back }: ConfirmStepProps) {
  const { t } = useTranslation();
  const id = useId();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const { state } = hold;
  if (!wishOf(draft)) return null;
  const confirm = async () => {
    if (state.is !== "held") return;
    setSending(true);
    setFailure(null);
    try {
      const booked = await hold.book(() => confirmHeld(state.booked, draft));
      void refresh(...day, areas.payments);
      done(booked);
    } catch (error) {
      if (problemOf(error)?.code === "hold_expired") hold.end();
      else setFailure(error);
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
      <Refused failure={failure} />
      <Group justify="space-between">
        <Button variant="default" onClick={back}>
          {t("action.back")}
        </Button>
        <Button
          loading={sending}
          onClick={() => void confirm()}
          {...disabledBy(state.is === "held" ? null : t("booking.waitForHold"))}
        >
          {t("booking.confirm")}
        </Button>
      </Group>
    </Stack>
  );
}

/** Books what is held. An answer that was lost on the way is found again in the refusal of the second try. */
async function confirmHeld(held: Booked, { source, notes }: Draft): Promise<Booked> {
  try {
    const body = { booking_source: source, ...(notes.trim() && { notes }) };
    return { ...held, ...(await client.confirm(held.appointment.id, body)) };
  } catch (error) {
    const problem = problemOf(error);
    if (problem?.code !== "illegal_move" || problem.found_status !== "confirmed") throw error;
    const status: Appointment["status"] = "confirmed";
    return { ...held, appointment: { ...held.appointment, status } };
  }
}
