import { Fieldset } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { PatientChooser } from "./patient-chooser.tsx";

/** Who it is for. It stands outside of the form that asks the rest: a new patient is made by a form of their own. */
export function PatientFieldset(props: ComponentProps<typeof PatientChooser>) {
  const { t } = useTranslation();
  return (
    <Fieldset legend={t("booking.steps.patient")}>
      <PatientChooser {...props} />
    </Fieldset>
  );
}
