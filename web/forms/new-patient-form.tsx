import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newPatient } from "../../src/people/schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Patient } from "../api/types.ts";
import { FormFooter } from "./form-footer.tsx";
import { basicsBody, noPatient, PatientFields } from "./patient-fields.tsx";
import { useVerbForm } from "./verb-form.ts";

interface NewPatientFormProps {
  /** What was looked for before: a number becomes the phone, anything else the name. */
  typed?: string;
  done: (patient: Patient) => void;
  cancel: () => void;
}

export function NewPatientForm({ typed = "", done, cancel }: NewPatientFormProps) {
  const { t } = useTranslation();
  const isPhone = /^[+\d\s\u0660-\u0669()-]{4,}$/.test(typed.trim());
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { ...noPatient, name: isPhone ? "" : typed.trim(), phone: isPhone ? typed.trim() : "" },
    schema: newPatient,
    bodyOf: basicsBody,
    send: client.createPatient,
    done: (patient) => {
      void refresh(areas.patients);
      done(patient);
    },
  });
  return (
    <form onSubmit={submit} noValidate aria-label={t("patients.new")}>
      <Stack gap="sm">
        <PatientFields form={form} />
        <FormFooter failure={failure} sending={sending} submitLabel={t("patients.save")} onCancel={cancel} />
      </Stack>
    </form>
  );
}
