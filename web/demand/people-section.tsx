import { MultiSelect, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { Section } from "../parts/section.tsx";
import { useDesk } from "../shell/desk.tsx";
import { OverrideTable } from "./override-table.tsx";
import type { ServiceForm } from "./service-form-part.ts";
import type { OverrideValues } from "./service-values.ts";

const nothingElse = {
  duration_minutes: "",
  price_minor: "",
  buffer_before_minutes: "",
  buffer_after_minutes: "",
} as const;

/** Where it is offered and by whom, and what some of them do otherwise. */
export function PeopleSection({ form }: { form: ServiceForm }) {
  const { clinics } = useDesk();
  const { t } = useTranslation();
  const practitioners = useQuery(queries.practitioners()).data ?? [];
  const { practitioner_ids: offering, practitioner_overrides: overrides } = form.values;
  const chosen = practitioners.filter(({ id }) => offering.includes(id));
  const alike = chosen.filter(({ id }) => !overrides.some((one) => one.practitioner_id === id));
  const add = (practitionerId: string | null) => {
    const added: OverrideValues = { practitioner_id: practitionerId ?? "", ...nothingElse };
    if (practitionerId) form.insertListItem("practitioner_overrides", added);
  };
  const choose = (ids: string[]) => {
    form.setFieldValue("practitioner_ids", ids);
    form.setFieldValue(
      "practitioner_overrides",
      overrides.filter((one) => ids.includes(one.practitioner_id)),
    );
  };
  return (
    <Section title={t("services.sections.people")}>
      <Stack gap="sm">
        <MultiSelect label={t("nav.clinics")} data={clinics.map(asChoice)} {...form.getInputProps("clinic_ids")} />
        <MultiSelect
          label={t("nav.practitioners")}
          searchable
          data={practitioners.map(asChoice)}
          {...form.getInputProps("practitioner_ids")}
          onChange={choose}
        />
        {overrides.length > 0 && <OverrideTable form={form} practitioners={practitioners} />}
        {alike.length > 0 && (
          <Select
            label={t("services.addOverride")}
            placeholder={t("services.addOverrideHint")}
            searchable
            value={null}
            data={alike.map(asChoice)}
            onChange={add}
          />
        )}
      </Stack>
    </Section>
  );
}

const asChoice = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
