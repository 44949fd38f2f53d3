import { Input, SegmentedControl } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { paymentMethod } from "../../src/billing/schemas.ts";

interface MethodChooserProps {
  value: string;
  choose: (method: string) => void;
}

export function MethodChooser({ value, choose }: MethodChooserProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Input.Wrapper label={t("payments.method")} labelProps={{ id }} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-labelledby={id}
        data={paymentMethod.options.map((method) => ({ value: method, label: t(`payments.methods.${method}`) }))}
        value={value}
        onChange={choose}
      />
    </Input.Wrapper>
  );
}
