import { Checkbox, Select, SimpleGrid, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { gender } from "../../src/people/schemas.ts";
import { DateField } from "../parts/date-field.tsx";
import { useDesk } from "../shell/desk.tsx";
import { textOrNull } from "./verb-form.ts";

export interface PatientBasics {
  name: string;
  phone: string;
  phone_is_own: boolean;
  birth_date: string | null;
  gender: string;
}

export const noPatient: PatientBasics = {
  name: "",
  phone: "",
  phone_is_own: true,
  birth_date: null,
  gender: "unknown",
};

export const basicsBody = (typed: PatientBasics) => ({
  ...typed,
  name: typed.name.trim(),
  phone: textOrNull(typed.phone),
});

/** What the desk asks every new patient. */
export function PatientFields<Values extends PatientBasics>({ form }: { form: UseFormReturnType<Values> }) {
  const { today } = useDesk();
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t("patients.name")}
        required
        data-autofocus
        autoComplete="off"
        {...form.getInputProps("name")}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label={t("patients.phone")}
          type="tel"
          dir="ltr"
          autoComplete="off"
          {...form.getInputProps("phone")}
        />
        <DateField label={t("patients.birthDate")} maxDate={today} {...form.getInputProps("birth_date")} />
      </SimpleGrid>
      <Checkbox label={t("patients.phoneIsOwn")} {...form.getInputProps("phone_is_own", { type: "checkbox" })} />
      <Select
        label={t("patients.gender")}
        data={gender.options.map((value) => ({ value, label: t(`patients.genders.${value}`) }))}
        {...form.getInputProps("gender")}
      />
    </>
  );
}
