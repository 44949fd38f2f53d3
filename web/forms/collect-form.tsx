import { SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { newEntry } from "../../src/billing/schemas.ts";
import { parseMajor } from "../../src/core/money.ts";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { ListedPayment, NewEntry } from "../api/types.ts";
import { amountText, balanceOf } from "../billing/balance.ts";
import { MethodChooser } from "../billing/method-chooser.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface CollectFormProps {
  payment: ListedPayment;
  /** What is to be given back; all that is paid, unless told otherwise. */
  refund?: number | undefined;
  done: () => void;
}

/** Takes money for a payment, or gives some of it back. */
export function CollectForm({ payment, refund = payment.amount_paid_minor, done }: CollectFormProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const { currency } = payment;
  const amountOf = (kind: NewEntry["kind"]) => (kind === "receipt" ? balanceOf(payment) : refund);
  const send = useAttempt((entry: NewEntry, key) => client.enterPayment(payment.id, entry, key));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: {
      kind: firstKind(payment),
      amount_minor: amountText(amountOf(firstKind(payment)), currency),
      method: "cash",
    },
    schema: newEntry,
    bodyOf: (typed) => ({ ...typed, amount_minor: parseMajor(typed.amount_minor, currency) ?? Number.NaN }),
    send,
    done: ({ entry }) => {
      void refresh(areas.payments, areas.dashboard, areas.queue);
      tellDone(t(`payments.done.${entry.kind}`, { amount: formats.money(entry.amount_minor, currency) }));
      done();
    },
  });
  const choose = (kind: NewEntry["kind"]) =>
    form.setValues({ kind, amount_minor: amountText(amountOf(kind), currency) });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text fw={600}>
          <bdi>{payment.patient_name}</bdi>
        </Text>
        <Text size="sm" className="number">
          {t("payments.paidOf", {
            paid: formats.money(payment.amount_paid_minor, currency),
            total: formats.money(payment.total_minor, currency),
          })}
        </Text>
        {payment.amount_paid_minor > 0 && (
          <SegmentedControl
            aria-label={t("payments.kind")}
            data={(["receipt", "refund"] as const).map((kind) => ({ value: kind, label: t(`payments.kinds.${kind}`) }))}
            value={form.values.kind}
            onChange={choose}
          />
        )}
        <TextInput
          label={t("payments.amount", { currency })}
          inputMode="decimal"
          dir="ltr"
          data-autofocus
          {...form.getInputProps("amount_minor")}
        />
        <MethodChooser value={form.values.method} choose={(method) => form.setFieldValue("method", method)} />
        <FormFooter
          failure={failure}
          sending={sending}
          submitLabel={form.values.kind === "refund" ? t("action.refund") : t("action.collect")}
          onCancel={done}
        />
      </Stack>
    </form>
  );
}

const firstKind = (payment: ListedPayment): NewEntry["kind"] => (balanceOf(payment) > 0 ? "receipt" : "refund");
