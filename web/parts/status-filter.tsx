import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface StatusFilterProps<Status extends string> {
  statuses: readonly Status[];
  labelOf: (status: Status) => string;
  value: Status | undefined;
  choose: (status: Status | undefined) => void;
}

const any = "";

/** Narrows a list to one status. */
export function StatusFilter<Status extends string>({ statuses, labelOf, value, choose }: StatusFilterProps<Status>) {
  const { t } = useTranslation();
  return (
    <Select
      aria-label={t("record.status")}
      data={[
        { value: any, label: t("appointments.anyStatus") },
        ...statuses.map((status) => ({ value: status, label: labelOf(status) })),
      ]}
      value={value ?? any}
      onChange={(chosen) => choose(statuses.find((status) => status === chosen))}
    />
  );
}
