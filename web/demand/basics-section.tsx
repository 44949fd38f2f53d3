import { Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { StatusField } from "../forms/status-field.tsx";
import { Section } from "../parts/section.tsx";
import type { ServiceForm } from "./service-form-part.ts";

export function BasicsSection({ form, exists }: { form: ServiceForm; exists: boolean }) {
  const { t } = useTranslation();
  return (
    <Section title={t("services.sections.basics")}>
      <Stack gap="sm">
        <TextInput label={t("record.name")} required {...form.getInputProps("name")} />
        <Textarea label={t("services.description")} {...form.getInputProps("description")} />
        {exists && <StatusField {...form.getInputProps("status")} />}
      </Stack>
    </Section>
  );
}
