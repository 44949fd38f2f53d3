import { Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newPlan } from "../../src/matching/schemas.ts";
import type { Clinic } from "../api/types.ts";
import { Refused } from "../forms/form-footer.tsx";
import { useVerbForm } from "../forms/verb-form.ts";
import { useDesk } from "../shell/desk.tsx";
import { useStartPlan } from "./use-start-plan.ts";
import { WeightFields } from "./weight-fields.tsx";
import { usualValues, weightsBody } from "./weight-values.ts";

const limits = [2, 5, 10, 30, 60];

interface NewRunProps {
  clinic: Clinic;
  opened: boolean;
  close: () => void;
}

/** Starts a search for places for all open requests of the clinic, for so long at most, and with what matters to them. */
export function NewRun({ clinic, opened, close }: NewRunProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { starting, failure, start } = useStartPlan();
  const { form, submit } = useVerbForm({
    initialValues: { limit: "10", weights: usualValues() },
    schema: newPlan,
    bodyOf: ({ limit, weights }) => ({
      clinic_id: clinic.id,
      time_limit_seconds: Number(limit),
      ...weightsBody(weights),
    }),
    send: start,
    done: () => {},
  });
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t("plans.start")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t("plans.startHint")}</Text>
          <Select
            label={t("plans.limit")}
            data={limits.map((seconds) => ({
              value: String(seconds),
              label: t("plans.seconds", { number: formats.number(seconds) }),
            }))}
            allowDeselect={false}
            {...form.getInputProps("limit")}
          />
          <WeightFields input={(field) => form.getInputProps(field)} />
          <Refused failure={failure} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" loading={starting}>
              {t("plans.search")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
