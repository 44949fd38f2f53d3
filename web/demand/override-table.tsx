import { ActionIcon, NumberInput, Table, Text, TextInput } from "@mantine/core";
import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Practitioner } from "../api/types.ts";
import type { ServiceForm } from "./service-form-part.ts";

interface OverrideTableProps {
  form: ServiceForm;
  practitioners: Practitioner[];
}

/** What some practitioners do otherwise; an empty field shows and keeps the service's own value. */
export function OverrideTable({ form, practitioners }: OverrideTableProps) {
  const { t } = useTranslation();
  const { currency, practitioner_overrides: overrides } = form.values;
  return (
    <div>
      <Text size="sm" fw={500}>
        {t("services.overrides")}
      </Text>
      <Text size="xs" c="dimmed" mb={4}>
        {t("services.overridesHint")}
      </Text>
      <Table.ScrollContainer minWidth={640}>
        <Table withTableBorder>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("booking.practitioner")}</Table.Th>
              <Table.Th>{t("services.durationMinutes")}</Table.Th>
              <Table.Th>{t("payments.amount", { currency })}</Table.Th>
              <Table.Th>{t("services.bufferBefore")}</Table.Th>
              <Table.Th>{t("services.bufferAfter")}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {overrides.map(({ practitioner_id: id }, index) => (
              <OverrideRow
                key={id}
                form={form}
                index={index}
                name={practitioners.find((one) => one.id === id)?.name ?? ""}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
}

function OverrideRow({ form, index, name }: { form: ServiceForm; index: number; name: string }) {
  const { t } = useTranslation();
  const { values } = form;
  const path = `practitioner_overrides.${index}`;
  const field = (own: "duration_minutes" | "price_minor" | "buffer_before_minutes" | "buffer_after_minutes") => ({
    placeholder: String(values[own]),
    ...form.getInputProps(`${path}.${own}`),
  });
  const labelled = (what: string) => t("services.overrideOf", { what, name });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <bdi>{name}</bdi>
        {form.errors[`${path}.practitioner_id`] && (
          <Text size="xs" c="error">
            {form.errors[`${path}.practitioner_id`]}
          </Text>
        )}
      </Table.Th>
      <Table.Td>
        <NumberInput
          aria-label={labelled(t("services.durationMinutes"))}
          min={1}
          max={1440}
          {...field("duration_minutes")}
        />
      </Table.Td>
      <Table.Td>
        <TextInput aria-label={labelled(t("booking.price"))} inputMode="decimal" dir="ltr" {...field("price_minor")} />
      </Table.Td>
      <Table.Td>
        <NumberInput aria-label={labelled(t("services.bufferBefore"))} min={0} {...field("buffer_before_minutes")} />
      </Table.Td>
      <Table.Td>
        <NumberInput aria-label={labelled(t("services.bufferAfter"))} min={0} {...field("buffer_after_minutes")} />
      </Table.Td>
      <Table.Td>
        <ActionIcon
          variant="default"
          size={40}
          aria-label={t("services.removeOverride", { name })}
          onClick={() => form.removeListItem("practitioner_overrides", index)}
        >
          <Trash2 size={18} aria-hidden />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}
