import { MultiSelect, Select, SimpleGrid, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { newStandingAdmission } from "../../src/supply/sessions/admission-schemas.ts";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, day, queries, refresh } from "../api/queries.ts";
import type { Patient, StandingAdmissionWithResults } from "../api/types.ts";
import { DateField } from "../parts/date-field.tsx";
import { tellDone } from "../parts/notify.tsx";
import { PatientFieldset } from "../people/patient-fieldset.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { useRuleName } from "../sessions/rule-names.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface StandingFormProps {
  done: (made: StandingAdmissionWithResults) => void;
  cancel: () => void;
}

/** Admits a patient to the same weekly sessions from one date on. */
export function StandingForm({ done, cancel }: StandingFormProps) {
  const clinic = useClinic();
  const { today } = useDesk();
  const { t } = useTranslation();
  const [patient, setPatient] = useState<Patient | null>(null);
  const nameOf = useRuleName();
  const rules = useQuery(queries.sessionRules(clinic.id)).data ?? [];
  const resources = useQuery(queries.resources()).data ?? [];
  const admit = useAttempt(client.createStandingAdmission);
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      session_rule_ids: [] as string[],
      bed_id: null as string | null,
      starts_on: today,
      ends_on: null as string | null,
      notes: "",
    },
    schema: newStandingAdmission,
    bodyOf: ({ bed_id, notes, ...typed }) => ({
      ...typed,
      patient_id: patient?.id,
      ...(bed_id && { bed_id }),
      ...(notes.trim() && { notes }),
    }),
    send: admit,
    done: (made) => {
      void refresh(...day, areas.payments);
      tellDone(t("board.admitted", { name: made.patient_name }));
      done(made);
    },
  });
  const chosen = rules.filter(({ id }) => form.values.session_rule_ids.includes(id));
  const beds = resources.filter(({ id }) => chosen.length > 0 && chosen.every(({ bed_ids }) => bed_ids.includes(id)));
  return (
    <Stack gap="md">
      <PatientFieldset patient={patient} choose={setPatient} error={form.errors.patient_id} />
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <MultiSelect
            label={t("standing.sessions")}
            required
            searchable
            data={rules
              .filter(({ status }) => status === "active")
              .map((rule) => ({ value: rule.id, label: nameOf(rule) }))}
            {...form.getInputProps("session_rule_ids")}
          />
          <Select
            label={t("standing.bed")}
            placeholder={t("standing.anyBed")}
            clearable
            data={beds.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps("bed_id")}
          />
          <SimpleGrid cols={2} spacing="sm">
            <DateField label={t("standing.from")} clearable={false} {...form.getInputProps("starts_on")} />
            <DateField
              label={t("standing.until")}
              placeholder={t("standing.openEnd")}
              {...form.getInputProps("ends_on")}
            />
          </SimpleGrid>
          <Textarea label={t("standing.notes")} {...form.getInputProps("notes")} />
          <FormFooter failure={failure} sending={sending} submitLabel={t("standing.save")} onCancel={cancel} />
        </Stack>
      </form>
    </Stack>
  );
}
