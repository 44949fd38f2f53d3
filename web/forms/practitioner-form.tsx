import { MultiSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newPractitioner, practitionerChange } from "../../src/supply/schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Practitioner } from "../api/types.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { StatusField } from "./status-field.tsx";
import { textOrNull, useVerbForm } from "./verb-form.ts";

export function PractitionerForm({ practitioner, done }: { practitioner: Practitioner | null; done: () => void }) {
  const { clinics, clinic } = useDesk();
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      name: practitioner?.name ?? "",
      specialty: practitioner?.specialty ?? "",
      // Shown in whole percent with two decimals; hundredths of a percent are what is stored.
      share_basis_points: (practitioner?.share_basis_points ?? 5_000) / 100,
      clinic_ids: practitioner?.clinic_ids ?? (clinic ? [clinic.id] : []),
      status: practitioner?.status ?? "active",
    },
    schema: practitionerChange,
    bodyOf: (typed) => ({
      ...typed,
      specialty: textOrNull(typed.specialty),
      share_basis_points: Math.round(typed.share_basis_points * 100),
    }),
    send: ({ status, ...body }) =>
      practitioner
        ? client.changePractitioner(practitioner.id, { ...body, status }, practitioner.version)
        : client.createPractitioner(newPractitioner.parse(body)),
    done: () => {
      void refresh(areas.setup, areas.calendar);
      tellDone(t("state.saved"));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t("record.name")} required data-autofocus {...form.getInputProps("name")} />
        <TextInput label={t("practitioners.specialty")} {...form.getInputProps("specialty")} />
        <NumberInput
          label={t("practitioners.sharePercent")}
          min={0}
          max={100}
          decimalScale={2}
          {...form.getInputProps("share_basis_points")}
        />
        <MultiSelect
          label={t("nav.clinics")}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("clinic_ids")}
        />
        {practitioner && <StatusField {...form.getInputProps("status")} />}
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.save")} onCancel={done} />
      </Stack>
    </form>
  );
}
