import { Select, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newAdmission } from "../../src/supply/sessions/admission-schemas.ts";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { BoardBed, NewAdmission, Patient, SessionBoard } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { PatientFieldset } from "../people/patient-fieldset.tsx";
import { bedChoice, laterBed } from "../sessions/bed-choice.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface AdmitFormProps {
  session: SessionBoard;
  bed: BoardBed | null;
  done: () => void;
}

/** Admits a patient to a session, with a bed of their own at once or later. */
export function AdmitForm({ session, bed, done }: AdmitFormProps) {
  const { t } = useTranslation();
  const [patient, setPatient] = useState<Patient | null>(null);
  const admit = useAttempt((body: NewAdmission, key) => client.admit(session.id, body, key));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { bed_id: bed?.bed_id ?? laterBed, notes: "" },
    schema: newAdmission,
    bodyOf: ({ bed_id, notes }) => ({
      patient_id: patient?.id,
      ...(bed_id !== laterBed && { bed_id }),
      ...(notes.trim() && { notes }),
    }),
    send: admit,
    done: () => {
      void refresh(...day, areas.payments);
      tellDone(t("board.admitted", { name: patient?.name }));
      done();
    },
  });
  return (
    <Stack gap="md">
      <PatientFieldset patient={patient} choose={setPatient} error={form.errors.patient_id} />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Select
            label={t("board.bed")}
            description={t("board.laterHint")}
            data={bedChoice(session, t, "hide")}
            {...form.getInputProps("bed_id")}
          />
          <Textarea label={t("booking.notes")} {...form.getInputProps("notes")} />
          <FormFooter failure={failure} sending={sending} submitLabel={t("board.admitDo")} onCancel={done} />
        </Stack>
      </form>
    </Stack>
  );
}
