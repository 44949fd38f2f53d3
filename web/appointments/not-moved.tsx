import { Alert, List } from "@mantine/core";
import { CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import type { Bulk } from "./use-bulk.ts";

/** With whom a move of many was not made, by name and reason, until it is closed. */
export function NotMoved({ bulk: { refused, forget } }: { bulk: Bulk }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (refused.length === 0) return null;
  return (
    <Alert
      color="orange"
      role="alert"
      mb="md"
      icon={<CircleAlert size={20} aria-hidden />}
      title={t("bulk.refused", { count: refused.length, number: formats.number(refused.length) })}
      withCloseButton
      closeButtonLabel={t("action.close")}
      onClose={forget}
    >
      <List size="sm" spacing={4}>
        {refused.map(({ name, why }, index) => (
          <List.Item key={index}>{t("undo.of", { name: `\u2068${name}\u2069`, reason: why.join(" ") })}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
