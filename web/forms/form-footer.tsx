import { Alert, Button, Group, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { messageOf, problemOf } from "../api/problem.ts";
import { queryClient } from "../api/queries.ts";

/** Somebody else has changed the record meanwhile. */
const stale = 412;

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
          <Stack gap="sm" align="start">
            {messageOf(failure, t)}
            {problemOf(failure)?.status === stale && (
              <Button variant="default" onClick={() => void queryClient.invalidateQueries()}>
                {t("state.showNewest")}
              </Button>
            )}
          </Stack>
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
