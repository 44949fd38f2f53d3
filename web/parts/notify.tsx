import { Button, Group, Stack, Text } from "@mantine/core";
import { type NotificationData, notifications } from "@mantine/notifications";
import i18n from "i18next";
import type { ReactNode } from "react";

/** Says that something went as wished, at the foot of the page or, where that is in the way of what comes next, at its head. */
export function tellDone(
  message: string,
  action?: { label: string; act: () => void },
  {
    id = crypto.randomUUID(),
    position = "bottom-center",
  }: { id?: string; position?: NotificationData["position"] } = {},
): void {
  notifications.show({
    id,
    position,
    color: "green",
    closeButtonProps: { "aria-label": i18n.t("action.close") },
    autoClose: action ? 8_000 : 4_000,
    message: action ? <WithAction id={id} message={message} {...action} /> : message,
  });
}

function WithAction({ id, message, label, act }: { id: string; message: string; label: string; act: () => void }) {
  const actAndHide = () => {
    notifications.hide(id);
    act();
  };
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{message}</Text>
      <Button size="compact-sm" variant="subtle" flex="none" onClick={actAndHide}>
        {label}
      </Button>
    </Group>
  );
}

/** Says why something was refused, and what can be done instead. Stays until it is closed. */
export function tellRefused(title: string, why: string[], rest?: (hide: () => void) => ReactNode): void {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    color: "red",
    closeButtonProps: { "aria-label": i18n.t("action.close") },
    title,
    autoClose: rest ? false : 10_000,
    role: "alert",
    message: (
      <Stack gap="xs">
        {why.map((text) => (
          <Text size="sm" key={text}>
            {text}
          </Text>
        ))}
        {rest?.(() => notifications.hide(id))}
      </Stack>
    ),
  });
}
