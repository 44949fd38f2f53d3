import { Checkbox, Stack, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { patientChange } from "../../src/people/schemas.ts";
import { client } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Patient } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { basicsBody, PatientFields } from "./patient-fields.tsx";
import { textOrNull, useVerbForm } from "./verb-form.ts";

/** Changes a patient's record, on the version that is shown: a change made elsewhere meanwhile is not overwritten. */
export function PatientForm({ patient }: { patient: Patient }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { name, birth_date, gender, phone_is_own } = patient;
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      name,
      phone: patient.phone ?? "",
      phone_is_own,
      birth_date,
      gender,
      address: patient.address ?? "",
      notes: patient.notes ?? "",
      take_over: false,
    },
    schema: patientChange,
    bodyOf: (typed) => ({ ...basicsBody(typed), address: textOrNull(typed.address), notes: textOrNull(typed.notes) }),
    send: (body) => client.changePatient(patient.id, body, patient.version),
    done: () => {
      void refresh(areas.patients, areas.calendar, areas.queue);
      tellDone(t("state.saved"));
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={!may("changePatient")} className="bare-fieldset">
        <Stack gap="sm">
          <PatientFields form={form} />
          {problemOf(failure)?.code === "phone_taken" && (
            <Checkbox label={t("patients.takeOver")} {...form.getInputProps("take_over", { type: "checkbox" })} />
          )}
          <Textarea label={t("patients.address")} {...form.getInputProps("address")} />
          <Textarea label={t("patients.notes")} {...form.getInputProps("notes")} />
          {may("changePatient") && <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} />}
        </Stack>
      </fieldset>
    </form>
  );
}
