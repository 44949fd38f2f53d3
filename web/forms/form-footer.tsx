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
  onDelete?: (() => void) | undefined;
  color?: string;
}

/** What the server refused, and the form's buttons. */
export function FormFooter({ failure, sending, submitLabel, onCancel, onDelete, color }: FormFooterProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" mt="sm">
      <Refused failure={failure} />
      <Group justify="flex-end" gap="sm">
        {onDelete && (
          <Button variant="default" c="red" className="first" onClick={onDelete}>
            {t("action.delete")}
          </Button>
        )}
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

/** Why the server refused; nothing while it has not. */
export function Refused({ failure }: { failure: unknown }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  return (
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
  );
}
