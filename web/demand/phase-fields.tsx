import { ActionIcon, NumberInput, Select } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import type { ServiceForm } from "./service-form-part.ts";
import type { useNeeds } from "./use-needs.ts";

interface PhaseFieldsProps {
  form: ServiceForm;
  index: number;
  choicesAt: ReturnType<typeof useNeeds>["choicesAt"];
}

/** One phase in words and numbers; what cannot be pulled can be typed. */
export function PhaseFields({ form, index, choicesAt }: PhaseFieldsProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { phases, clinic_ids, duration_minutes: duration } = form.values;
  const path = `phases.${index}`;
  const number = formats.number(index + 1);
  const needError = ["need", "resource_id", "pool_id", "resource_kind"].map((field) => form.errors[`${path}.${field}`]);
  return (
    <div className="phase-fields" role="group" aria-label={t("services.phase", { number })}>
      <Select
        className="phase-need"
        label={t("services.need")}
        searchable
        data={choicesAt(clinic_ids, phases[index]?.need ?? "")}
        {...form.getInputProps(`${path}.need`)}
        error={needError.find(Boolean)}
      />
      <NumberInput
        label={t("services.fromMinute")}
        min={0}
        max={duration}
        clampBehavior="none"
        {...form.getInputProps(`${path}.starts_minute`)}
      />
      <NumberInput
        label={t("services.toMinute")}
        min={1}
        max={duration}
        clampBehavior="none"
        {...form.getInputProps(`${path}.ends_minute`)}
      />
      <ActionIcon
        variant="default"
        size={40}
        aria-label={t("services.removePhase", { number })}
        disabled={phases.length === 1}
        onClick={() => form.removeListItem("phases", index)}
      >
        <Trash2 size={18} aria-hidden />
      </ActionIcon>
    </div>
  );
}
