import { Group, Radio, type RadioGroupProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { party } from "../../src/booking/schemas.ts";

/** Whose wish a change is: what patients want counts by the terms of the service. */
export function PartyField(group: Omit<RadioGroupProps, "children" | "label">) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t("party.label")} {...group}>
      <Group gap="lg" mt={6} mb={4}>
        {party.options.map((value) => (
          <Radio key={value} value={value} label={t(`party.${value}`)} />
        ))}
      </Group>
    </Radio.Group>
  );
}
