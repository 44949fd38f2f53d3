import { Button, Input, Stack, Text } from "@mantine/core";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Section } from "../parts/section.tsx";
import { PhaseFields } from "./phase-fields.tsx";
import type { ServiceForm } from "./service-form-part.ts";
import { phasesNow } from "./service-values.ts";
import { TimeLine } from "./time-line.tsx";
import { useNeeds } from "./use-needs.ts";

const minutesOf = (typed: number | string): number => Number(typed) || 0;

/** What the service needs from which minute to which: a time line to pull at, and the same as fields. */
export function PhasesSection({ form }: { form: ServiceForm }) {
  const { t } = useTranslation();
  const { textOf, choicesAt } = useNeeds();
  const { values } = form;
  const phases = phasesNow(values);
  const duration = Math.max(1, minutesOf(values.duration_minutes));
  const add = () => form.insertListItem("phases", { starts_minute: 0, ends_minute: duration, need: "practitioner" });
  return (
    <Section title={t("services.sections.needs")}>
      <Text size="sm" c="dimmed" mb="md">
        {t("services.needsHint")}
      </Text>
      <TimeLine
        duration={duration}
        before={minutesOf(values.buffer_before_minutes)}
        after={minutesOf(values.buffer_after_minutes)}
        phases={phases.map(({ need, ...span }) => ({
          need,
          starts_minute: minutesOf(span.starts_minute),
          ends_minute: minutesOf(span.ends_minute),
        }))}
        nameOf={({ need }) => textOf(need)}
        pull={(index, span) => form.setFieldValue(`phases.${index}`, { ...phases[index]!, ...span })}
      />
      <Stack gap="sm" mt="md">
        {phases.map((_, index) => (
          <PhaseFields key={index} form={form} index={index} choicesAt={choicesAt} />
        ))}
        {form.errors.phases && <Input.Error>{form.errors.phases}</Input.Error>}
        <Button variant="default" className="self-start" leftSection={<Plus size={16} aria-hidden />} onClick={add}>
          {t("services.addPhase")}
        </Button>
      </Stack>
    </Section>
  );
}
