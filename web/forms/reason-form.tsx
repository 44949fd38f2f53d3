import { Stack, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { voiding } from "../../src/billing/schemas.ts";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface ReasonFormProps<Answer> {
  /** What is about to be done. */
  about: string;
  submitLabel: string;
  send: (reason: string) => Promise<Answer>;
  done: () => void;
  cancel: () => void;
}

/** Asks why, before money that was written down is written down otherwise. */
export function ReasonForm<Answer>({ about, submitLabel, send, done, cancel }: ReasonFormProps<Answer>) {
  const { t } = useTranslation();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "" },
    schema: voiding,
    bodyOf: ({ reason }) => ({ reason: reason.trim() }),
    send: ({ reason }) => send(reason),
    done,
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text>{about}</Text>
        <Textarea label={t("money.reason")} data-autofocus {...form.getInputProps("reason")} />
      </Stack>
      <FormFooter failure={failure} sending={sending} submitLabel={submitLabel} onCancel={cancel} color="red" />
    </form>
  );
}
