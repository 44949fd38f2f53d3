import { Select, type SelectProps } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Whether a record is offered any longer. */
export function StatusField(props: SelectProps) {
  const { t } = useTranslation();
  const data = (["active", "retired"] as const).map((value) => ({ value, label: t(`status.record.${value}`) }));
  return <Select label={t("record.status")} data={data} {...props} />;
}
