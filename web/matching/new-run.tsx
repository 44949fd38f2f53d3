import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clinic } from "../api/types.ts";
import { Refused } from "../forms/form-footer.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useStartPlan } from "./use-start-plan.ts";

const limits = [2, 5, 10, 30, 60];

interface NewRunProps {
  clinic: Clinic;
  opened: boolean;
  close: () => void;
}

/** Starts a search for places for all open requests of the clinic, for so long at most. */
export function NewRun({ clinic, opened, close }: NewRunProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const [limit, setLimit] = useState("10");
  const { starting, failure, start } = useStartPlan();
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("plans.start")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Stack>
        <Text size="sm">{t("plans.startHint")}</Text>
        <Select
          label={t("plans.limit")}
          data={limits.map((seconds) => ({
            value: String(seconds),
            label: t("plans.seconds", { number: formats.number(seconds) }),
          }))}
          value={limit}
          onChange={(chosen) => chosen && setLimit(chosen)}
        />
        <Refused failure={failure} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.cancel")}
          </Button>
          <Button
            loading={starting}
            onClick={() => void start({ clinic_id: clinic.id, time_limit_seconds: Number(limit) })}
          >
            {t("plans.search")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
