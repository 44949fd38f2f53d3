import { Button, Group, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Admitted, Placing } from "./placing.ts";
import { usePlacePatient } from "./use-place-patient.ts";

interface SwapQuestionProps {
  held: Admitted;
  placing: Extract<Placing, { kind: "swap" }>;
  done: () => void;
}

/** Nobody loses a bed because somebody let go of a mouse: two change only when it was asked. */
export function SwapQuestion({ held, placing, done }: SwapQuestionProps) {
  const { t } = useTranslation();
  const [sending, send] = useState(false);
  const place = usePlacePatient();
  const swap = async () => {
    send(true);
    await place(held, placing);
    done();
  };
  const isolated = (name: string) => `\u2068${name}\u2069`;
  return (
    <Stack gap="md">
      <Text>
        {t("board.swapText", {
          other: isolated(placing.other.patient_name),
          bed: isolated(placing.bed.name),
          name: isolated(held.admission.patient_name),
        })}
      </Text>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={done}>
          {t("action.cancel")}
        </Button>
        <Button data-autofocus loading={sending} onClick={() => void swap()}>
          {t("board.swapDo")}
        </Button>
      </Group>
    </Stack>
  );
}
