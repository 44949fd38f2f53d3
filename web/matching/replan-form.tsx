import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../api/problem.ts";
import { queries } from "../api/queries.ts";
import type { Clinic } from "../api/types.ts";
import { Refused } from "../forms/form-footer.tsx";
import { useDesk } from "../shell/desk.tsx";
import { WhenFields } from "../supply/when-fields.tsx";
import { absenceOf, absenceValues } from "./absence-values.ts";
import { useStartPlan } from "./use-start-plan.ts";

interface ReplanFormProps {
  clinic: Clinic;
  resource?: string | undefined;
  /** Instants. */
  from?: string | undefined;
  to?: string | undefined;
}

/** Who or what is away and when; the answer is where its appointments could go. Nothing is moved by asking. */
export function ReplanForm({ clinic, ...asked }: ReplanFormProps) {
  const { today } = useDesk();
  const { t } = useTranslation();
  const [values, setValues] = useState(() => absenceValues(asked, today, clinic.timezone));
  const [tried, setTried] = useState(false);
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const resources = useQuery(queries.resources());
  const { starting, failure, start } = useStartPlan();
  const errors = fieldErrors(failure, t);
  const required = (missing: boolean) => (tried && missing ? t("field.required") : null);
  const absence = absenceOf(values, clinic.timezone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (absence) void start({ absence });
  };
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  const things = (resources.data ?? []).filter(
    ({ kind, clinic_id, status }) =>
      kind !== "practitioner" && status === "active" && (clinic_id === null || clinic_id === clinic.id),
  );
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t("replan.hint")}</Text>
        <Select
          label={t("replan.who")}
          placeholder={t("replan.choose")}
          searchable
          required
          data={[
            { group: t("calendar.views.people"), items: (practitioners.data ?? []).map(named) },
            { group: t("calendar.views.things"), items: things.map(named) },
          ]}
          value={values.resource_id}
          onChange={(resource_id) => setValues({ ...values, resource_id })}
          error={errors["absence.resource_id"] ?? required(!values.resource_id)}
        />
        <WhenFields
          values={values}
          errors={{
            from: errors["absence.from"] ?? required(!values.from_date),
            to: errors["absence.to"] ?? required(!values.to_date),
          }}
          change={(part) => setValues({ ...values, ...part })}
        />
        <Refused failure={failure} />
        <Group justify="flex-end">
          <Button type="submit" loading={starting}>
            {t("replan.preview")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
