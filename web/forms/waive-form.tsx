import { Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { waiver } from "../../src/billing/schemas.ts";
import { parseMajor } from "../../src/core/money.ts";
import { useAttempt } from "../api/attempt.ts";
import { moneyClient } from "../api/money-client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Waiver } from "../api/money-types.ts";
import type { ListedPayment } from "../api/types.ts";
import { amountText, balanceOf } from "../billing/balance.ts";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface WaiveFormProps {
  payment: ListedPayment;
  done: () => void;
  cancel: () => void;
}

/** Lets go some of what is owed, or all of it, and says why. */
export function WaiveForm({ payment, done, cancel }: WaiveFormProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { currency } = payment;
  const owed = amountText(balanceOf(payment), currency);
  const send = useAttempt((body: Waiver, key) => moneyClient.waive(payment.id, body, key));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { amount_minor: owed, reason: "" },
    schema: waiver,
    bodyOf: ({ amount_minor, reason }) => ({
      amount_minor: parseMajor(amount_minor, currency) ?? Number.NaN,
      reason: reason.trim(),
    }),
    send,
    done: () => {
      void refresh(areas.payments, areas.dashboard, areas.queue);
      tellDone(t("money.waived"));
      done();
    },
  });
  // All that is owed may become less while the reason is written. Who typed an amount of their own keeps it.
  const offered = useRef(owed);
  useEffect(() => {
    if (owed === offered.current) return;
    // Not the values of this rendering: somebody may have typed since.
    if (form.getValues().amount_minor === offered.current) form.setFieldValue("amount_minor", owed);
    offered.current = owed;
  }, [form, owed]);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text>{t("money.owed", { amount: formats.money(balanceOf(payment), currency) })}</Text>
        <TextInput
          label={t("payments.amount", { currency })}
          inputMode="decimal"
          dir="ltr"
          {...form.getInputProps("amount_minor")}
        />
        <Textarea label={t("money.reason")} data-autofocus {...form.getInputProps("reason")} />
      </Stack>
      <FormFooter failure={failure} sending={sending} submitLabel={t("money.waive")} onCancel={cancel} />
    </form>
  );
}
