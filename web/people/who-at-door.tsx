import { Fieldset, SegmentedControl, Stack, TextInput, type TextInputProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types.ts";
import { PatientChooser } from "./patient-chooser.tsx";

const ways = ["known", "unknown"] as const;
export type WayIn = (typeof ways)[number];

interface WhoAtDoorProps {
  way: WayIn;
  turnTo: (way: WayIn) => void;
  patient: Patient | null;
  choose: (patient: Patient | null) => void;
  error?: ReactNode;
  name: TextInputProps;
  phone: TextInputProps;
}

/** Who has come: a patient with a record, or somebody of whom little or nothing is known yet. */
export function WhoAtDoor({ way, turnTo, patient, choose, error, name, phone }: WhoAtDoorProps) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t("booking.steps.patient")}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t("queue.who.label")}
          data={ways.map((value) => ({ value, label: t(`queue.who.${value}`) }))}
          value={way}
          onChange={turnTo}
        />
        {way === "known" ? (
          <PatientChooser patient={patient} choose={choose} error={error} />
        ) : (
          <>
            <TextInput label={t("queue.who.name")} description={t("queue.who.nameHint")} autoComplete="off" {...name} />
            <TextInput label={t("queue.who.phone")} type="tel" dir="ltr" autoComplete="off" {...phone} />
          </>
        )}
      </Stack>
    </Fieldset>
  );
}
