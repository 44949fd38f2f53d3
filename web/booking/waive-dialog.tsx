import { Alert, Button, Group, List, Stack, Text, Textarea } from "@mantine/core";
import { modals } from "@mantine/modals";
import i18n from "i18next";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { WaivableRule, Waiver } from "../api/types.ts";
import { isOverbooking } from "./waivable.ts";

/** Names the rules that would be set aside and asks why; goes on with them once that is said. */
export function askToWaive(
  what: "book" | "move",
  rules: readonly WaivableRule[],
  act: (waive: Waiver[]) => void,
): void {
  const id = crypto.randomUUID();
  const close = () => modals.close(id);
  modals.open({
    modalId: id,
    title: i18n.t(`waive.${what}.${isOverbooking(rules) ? "overbookTitle" : "anywayTitle"}`),
    closeButtonProps: { "aria-label": i18n.t("action.close") },
    children: (
      <WaiveForm
        what={what}
        rules={rules}
        cancel={close}
        act={(waive) => {
          close();
          act(waive);
        }}
      />
    ),
  });
}

interface WaiveFormProps {
  what: "book" | "move";
  rules: readonly WaivableRule[];
  act: (waive: Waiver[]) => void;
  cancel: () => void;
}

function WaiveForm({ what, rules, act, cancel }: WaiveFormProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim()) act(rules.map((rule) => ({ rule, reason: reason.trim() })));
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {isOverbooking(rules) && <Alert color="orange">{t("waive.beside")}</Alert>}
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t("waive.setsAside")}
          </Text>
          <List size="sm">
            {rules.map((rule) => (
              <List.Item key={rule}>{t(`waive.rules.${rule}`)}</List.Item>
            ))}
          </List>
        </div>
        <Textarea
          label={t("waive.reason")}
          description={t("waive.reasonHint")}
          required
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && !reason.trim() ? t("field.required") : null}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={cancel}>
            {t("action.cancel")}
          </Button>
          <Button type="submit">{t(`waive.${what}.do`)}</Button>
        </Group>
      </Stack>
    </form>
  );
}
