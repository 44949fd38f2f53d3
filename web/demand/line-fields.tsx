import { Button, NumberInput, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { Section } from "../parts/section.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { type ContractValues, type LineValues, withService } from "./contract-values.ts";
import { WishesFields } from "./wishes-fields.tsx";

interface LineFieldsProps {
  form: UseFormReturnType<ContractValues>;
  index: number;
  line: LineValues;
  currency: string;
}

/** One line of a contract: so many sessions of a service, their price, and what is wished of them. */
export function LineFields({ form, index, line, currency }: LineFieldsProps) {
  const clinic = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const services = useQuery(queries.clinicServices(clinic.id)).data ?? [];
  const at = `lines.${index}`;
  const number = formats.number(index + 1);
  const choose = (serviceId: string | null) => {
    const service = services.find(({ id }) => id === serviceId);
    const chosen = withService(line, service);
    form.setFieldValue(at, service?.currency === currency ? chosen : { ...chosen, price_minor: line.price_minor });
  };
  return (
    <Section
      title={t("contracts.line", { number })}
      action={
        form.values.lines.length > 1 && (
          <Button
            variant="default"
            aria-label={t("contracts.removeLine", { number })}
            onClick={() => form.removeListItem("lines", index)}
          >
            {t("contracts.remove")}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <Select
            label={t("booking.service")}
            placeholder={t("booking.chooseService")}
            searchable
            data={services.map(({ id, name }) => ({ value: id, label: name }))}
            {...form.getInputProps(`${at}.service_id`)}
            onChange={choose}
          />
          <NumberInput
            label={t("contracts.sessions")}
            min={1}
            max={200}
            allowDecimal={false}
            {...form.getInputProps(`${at}.sessions`)}
          />
          <TextInput
            label={t("contracts.priceEach", { currency })}
            inputMode="decimal"
            dir="ltr"
            {...form.getInputProps(`${at}.price_minor`)}
          />
        </SimpleGrid>
        <WishesFields
          serviceId={line.service_id}
          form={{
            values: line.wishes,
            input: (field) => form.getInputProps(`${at}.wishes.${field}`),
            addPattern: (pattern) => form.insertListItem(`${at}.wishes.patterns`, pattern),
            removePattern: (pattern) => form.removeListItem(`${at}.wishes.patterns`, pattern),
          }}
        />
      </Stack>
    </Section>
  );
}
