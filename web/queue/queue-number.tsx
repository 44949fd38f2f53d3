import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";

/** The number that is called out; a dash before the visit has one. */
export function QueueNumber({ value }: { value: number | null }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const label = value === null ? t("queue.noNumber") : t("queue.number", { number: formats.number(value) });
  return (
    <Text span className="queue-number number" role="img" aria-label={label}>
      {value === null ? "–" : formats.number(value)}
    </Text>
  );
}
