import { Select, SimpleGrid } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Resource } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import type { ExceptionValues } from "./exception-values.ts";

interface ExceptionScopeFieldsProps {
  form: Pick<UseFormReturnType<ExceptionValues>, "getInputProps">;
  /** Whose time it may be; null when it is everybody's. */
  resource: Resource | null;
}

/** Whom and what an exception concerns; what is left empty it does not ask about. */
export function ExceptionScopeFields({ form, resource }: ExceptionScopeFieldsProps) {
  const { clinics } = useDesk();
  const { t } = useTranslation();
  const services = useQuery(queries.services());
  const resources = useQuery(queries.resources());
  const choices = (items: { id: string; name: string }[] = []) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const rooms = resources.data?.filter(({ kind, status }) => kind === "room" && status === "active");
  return (
    <SimpleGrid cols={2} spacing="sm">
      {resource && (
        <Select
          label={t("exceptions.whose")}
          placeholder={t("exceptions.everybody")}
          clearable
          data={choices([resource])}
          {...form.getInputProps("resource_id")}
        />
      )}
      <Select
        label={t("shell.clinic")}
        placeholder={t("resources.anyClinic")}
        clearable
        data={choices(clinics)}
        {...form.getInputProps("clinic_id")}
      />
      <Select
        label={t("hours.onlyService")}
        placeholder={t("hours.anyService")}
        clearable
        searchable
        data={choices(services.data)}
        {...form.getInputProps("service_id")}
      />
      <Select
        label={t("hours.room")}
        placeholder={t("hours.anyRoom")}
        clearable
        searchable
        data={choices(rooms)}
        {...form.getInputProps("room_id")}
      />
    </SimpleGrid>
  );
}
