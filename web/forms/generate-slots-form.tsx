import { Alert, SimpleGrid, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { slotGeneration } from "../../src/supply/schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { GeneratedSlots } from "../api/types.ts";
import { ReplanButton } from "../matching/replan-button.tsx";
import { DateField } from "../parts/date-field.tsx";
import { useDesk } from "../shell/desk.tsx";
import { addDays } from "../text/days.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

const horizonDays = 30;

/** Makes the slots of a practitioner's hours for some dates; run twice it changes nothing. */
export function GenerateSlotsForm({ resourceId, done }: { resourceId: string; done: () => void }) {
  const { today } = useDesk();
  const { t } = useTranslation();
  const [made, setMade] = useState<GeneratedSlots | null>(null);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { from: today, to: addDays(today, horizonDays) },
    schema: slotGeneration,
    bodyOf: (typed) => ({ ...typed, resource_id: resourceId }),
    send: client.generateSlots,
    done: (slots) => {
      void refresh(areas.calendar, areas.availability);
      setMade(slots);
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SimpleGrid cols={2}>
          <DateField label={t("hours.firstDate")} {...form.getInputProps("from")} />
          <DateField label={t("hours.dateAfterLast")} {...form.getInputProps("to")} />
        </SimpleGrid>
        {made && <Made slots={made} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("hours.generate")} onCancel={done} />
      </Stack>
    </form>
  );
}

function Made({ slots }: { slots: GeneratedSlots }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const kinds = ["added", "removed", "blocked", "unchanged"] as const;
  return (
    <Alert color={slots.stranded.length > 0 ? "orange" : "green"} role="status" title={t("hours.generated")}>
      {kinds.map((kind) => (
        <Text size="sm" key={kind}>
          {t(`hours.slots.${kind}`, { number: formats.number(slots[kind]) })}
        </Text>
      ))}
      {slots.stranded.length > 0 && (
        <Text size="sm" fw={600}>
          {t("hours.stranded", { count: slots.stranded.length, number: formats.number(slots.stranded.length) })}
        </Text>
      )}
      <ReplanButton appointmentIds={slots.stranded.map(({ appointment_id }) => appointment_id)} />
    </Alert>
  );
}
