import { Alert, Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { messageOf } from "../api/problem.ts";

interface FormFooterProps {
  failure: unknown;
  sending: boolean;
  submitLabel: string;
  onCancel?: (() => void) | undefined;
  color?: string;
}

/** What the server refused, and the form's buttons. */
export function FormFooter({ failure, sending, submitLabel, onCancel, color }: FormFooterProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" mt="sm">
      {failure !== null && (
        <Alert color="red" role="alert">
          {messageOf(failure, t)}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t("action.cancel")}
          </Button>
        )}
        <Button type="submit" loading={sending} {...(color ? { color } : {})}>
          {submitLabel}
        </Button>
      </Group>
    </Stack>
  );
}
