import { NumberInput, Select, SimpleGrid, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { useClinic } from "../shell/desk.tsx";
import type { SessionShape } from "./session-shape.ts";

interface SessionFieldsProps<Values extends SessionShape> {
  form: UseFormReturnType<Values>;
  /** Of what service it is stays as it was made. */
  isNew: boolean;
}

/** What a session is for, which beds it has, and who is in charge. */
export function SessionFields<Values extends SessionShape>({ form, isNew }: SessionFieldsProps<Values>) {
  const clinic = useClinic();
  const { t } = useTranslation();
  const services = useQuery(queries.clinicServices(clinic.id)).data ?? [];
  const pools = useQuery(queries.pools()).data ?? [];
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id)).data ?? [];
  const here = pools.filter(({ clinic_id, status }) => clinic_id === clinic.id && status === "active");
  return (
    <>
      <TextInput label={t("record.name")} required data-autofocus {...form.getInputProps("name")} />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t("booking.service")}
          required
          searchable
          disabled={!isNew}
          data={services.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("service_id")}
        />
        <Select
          label={t("weekly.pool")}
          required
          data={here.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("pool_id")}
        />
        <NumberInput
          label={t("weekly.capacity")}
          description={t("weekly.capacityHint")}
          min={1}
          max={200}
          allowDecimal={false}
          {...form.getInputProps("capacity")}
        />
        <NumberInput
          label={t("weekly.pace")}
          description={t("weekly.paceHint")}
          min={0}
          max={240}
          allowDecimal={false}
          {...form.getInputProps("start_every_minutes")}
        />
      </SimpleGrid>
      <Select
        label={t("weekly.supervisor")}
        placeholder={t("weekly.nobody")}
        clearable
        data={practitioners.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps("practitioner_id")}
      />
    </>
  );
}
