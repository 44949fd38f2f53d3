import { NumberInput, Select, SimpleGrid } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { ScheduleRule } from "../api/types.ts";
import { More } from "../parts/more.tsx";
import { textOrNull } from "./verb-form.ts";

/** Numbers are empty until somebody says otherwise: the server then takes what is usual. */
interface Advanced {
  label: string;
  priority: number | "";
  lanes: number | "";
  buffer_before_minutes: number | "";
  buffer_after_minutes: number | "";
  service_id: string | null;
  room_id: string | null;
  timezone: string | null;
}

export function advancedValues(rule: ScheduleRule | null, clinicZone: string | undefined): Advanced {
  return {
    label: rule?.label ?? "",
    priority: rule?.priority ?? 0,
    lanes: rule?.lanes ?? "",
    buffer_before_minutes: rule?.buffer_before_minutes ?? 0,
    buffer_after_minutes: rule?.buffer_after_minutes ?? 0,
    service_id: rule?.service_id ?? null,
    room_id: rule?.room_id ?? null,
    timezone: rule && rule.timezone !== clinicZone ? rule.timezone : null,
  };
}

export function advancedBody(typed: Advanced, clinicZone: string | undefined) {
  const number = (value: number | "") => (value === "" ? undefined : value);
  return {
    label: textOrNull(typed.label),
    priority: number(typed.priority),
    lanes: number(typed.lanes),
    buffer_before_minutes: number(typed.buffer_before_minutes),
    buffer_after_minutes: number(typed.buffer_after_minutes),
    timezone: typed.timezone ?? clinicZone,
  };
}

interface RuleAdvancedFieldsProps {
  form: Pick<UseFormReturnType<Advanced>, "getInputProps">;
  startsOpen: boolean;
}

/** What few windows need: priority, scope, lanes, buffers, a zone of their own. */
export function RuleAdvancedFields({ form, startsOpen }: RuleAdvancedFieldsProps) {
  const { t } = useTranslation();
  const services = useQuery(queries.services());
  const resources = useQuery(queries.resources());
  const choices = (items: { id: string; name: string }[] = []) =>
    items.map((item) => ({ value: item.id, label: item.name }));
  const rooms = resources.data?.filter(({ kind, status }) => kind === "room" && status === "active");
  return (
    <More label={t("hours.advanced")} startsOpen={startsOpen}>
      <SimpleGrid cols={2} spacing="sm" mt="xs">
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
        <NumberInput
          label={t("hours.priority")}
          description={t("hours.priorityHint")}
          inputWrapperOrder={["label", "input", "description", "error"]}
          min={0}
          max={1000}
          {...form.getInputProps("priority")}
        />
        <NumberInput
          label={t("resources.lanes")}
          placeholder={t("hours.usualLanes")}
          min={1}
          max={50}
          {...form.getInputProps("lanes")}
        />
        <NumberInput label={t("services.bufferBefore")} min={0} {...form.getInputProps("buffer_before_minutes")} />
        <NumberInput label={t("services.bufferAfter")} min={0} {...form.getInputProps("buffer_after_minutes")} />
        <Select
          label={t("clinics.timezone")}
          placeholder={t("hours.clinicZone")}
          clearable
          searchable
          limit={50}
          data={Intl.supportedValuesOf("timeZone")}
          {...form.getInputProps("timezone")}
        />
      </SimpleGrid>
    </More>
  );
}
