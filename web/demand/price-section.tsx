import { Select, SimpleGrid, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { consultationMode } from "../../src/demand/schemas.ts";
import { Section } from "../parts/section.tsx";
import type { ServiceForm } from "./service-form-part.ts";

/** What is wanted beforehand, and what it costs not to come. */
const asked = ["deposit_minor", "late_cancel_fee_minor", "no_show_fee_minor"] as const;

export function PriceSection({ form }: { form: ServiceForm }) {
  const { t } = useTranslation();
  const { currency } = form.values;
  return (
    <Section title={t("services.sections.price")}>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput
          label={t("payments.amount", { currency })}
          inputMode="decimal"
          dir="ltr"
          {...form.getInputProps("price_minor")}
        />
        <Select
          label={t("services.currency")}
          searchable
          limit={50}
          data={Intl.supportedValuesOf("currency")}
          {...form.getInputProps("currency")}
        />
        <Select
          label={t("services.mode")}
          data={consultationMode.options.map((value) => ({ value, label: t(`services.modes.${value}`) }))}
          {...form.getInputProps("consultation_mode")}
        />
        {asked.map((name) => (
          <TextInput
            key={name}
            label={t(`services.${name}`, { currency })}
            inputMode="decimal"
            dir="ltr"
            {...form.getInputProps(name)}
          />
        ))}
      </SimpleGrid>
    </Section>
  );
}
