import { NumberInput, SimpleGrid, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../parts/section.tsx";
import { NoticeField } from "./notice-field.tsx";
import type { ServiceForm } from "./service-form-part.ts";
import { phasesNow } from "./service-values.ts";

export function TimeSection({ form }: { form: ServiceForm }) {
  const { t } = useTranslation();
  const duration = form.getInputProps("duration_minutes");
  // Once it stands, and not with each digit: 240 passes through 2, and there everything would end with the service.
  const settle = () =>
    form.setValues((typed) => ({
      phases: phasesNow({ ...form.values, ...typed }),
      drawn_minutes: form.values.duration_minutes,
    }));
  return (
    <Section title={t("services.sections.time")}>
      <SimpleGrid cols={{ base: 1, xs: 3 }} mb="sm">
        <NumberInput label={t("services.durationMinutes")} min={1} max={1440} {...duration} onBlur={settle} />
        <NumberInput
          label={t("services.bufferBefore")}
          min={0}
          max={240}
          {...form.getInputProps("buffer_before_minutes")}
        />
        <NumberInput
          label={t("services.bufferAfter")}
          min={0}
          max={240}
          {...form.getInputProps("buffer_after_minutes")}
        />
      </SimpleGrid>
      <Switch
        label={t("services.shareable")}
        description={t("services.shareableHint")}
        {...form.getInputProps("buffers_shareable", { type: "checkbox" })}
      />
    </Section>
  );
}

/** When it may be booked, and moved or cancelled by the patient. */
export function BookingSection({ form }: { form: ServiceForm }) {
  const { t } = useTranslation();
  const { allow_patient_reschedule: mayMove } = form.values;
  return (
    <Section title={t("services.sections.booking")}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} mb="sm">
        <NoticeField label={t("services.notice")} {...form.getInputProps("min_notice_minutes")} />
        <NumberInput label={t("services.horizon")} min={1} max={1100} {...form.getInputProps("max_future_days")} />
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 2 }} className="align-end">
        <Switch
          label={t("services.patientMoves")}
          {...form.getInputProps("allow_patient_reschedule", { type: "checkbox" })}
        />
        <NumberInput
          label={t("services.movesAllowed")}
          min={0}
          max={100}
          disabled={!mayMove}
          {...form.getInputProps("max_reschedule_count")}
        />
        <Switch
          label={t("services.requiresApproval")}
          {...form.getInputProps("requires_approval", { type: "checkbox" })}
        />
        <Switch
          label={t("services.noShowForfeits")}
          {...form.getInputProps("no_show_forfeits", { type: "checkbox" })}
        />
        <NoticeField label={t("services.lateCancel")} {...form.getInputProps("late_cancel_notice_minutes")} />
      </SimpleGrid>
    </Section>
  );
}
