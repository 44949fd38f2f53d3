import { Group, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { parseMajor } from "../../src/core/money.ts";
import { billEntry } from "../../src/reception/money/bill-schemas.ts";
import { useAttempt } from "../api/attempt.ts";
import { moneyClient } from "../api/money-client.ts";
import type { Bill, BillEntry } from "../api/money-types.ts";
import { areas, day, refresh } from "../api/queries.ts";
import { amountText } from "../billing/balance.ts";
import { MethodChooser } from "../billing/method-chooser.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { FormFooter } from "./form-footer.tsx";
import { useVerbForm } from "./verb-form.ts";

interface BillFormProps {
  bill: Bill;
  done: () => void;
  cancel: () => void;
}

/** Takes one sum for all visits of a patient's day; it goes to the oldest payment first. */
export function BillForm({ bill, done, cancel }: BillFormProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const owed = bill.totals.filter(({ balance_minor }) => balance_minor > 0);
  const textOf = (currency: string) =>
    amountText(owed.find((total) => total.currency === currency)?.balance_minor ?? 0, currency);
  const first = owed[0]?.currency ?? "";
  const send = useAttempt((entry: BillEntry, key) => moneyClient.payBill(bill, entry, key));
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { amount_minor: textOf(first), method: "cash", currency: first },
    schema: billEntry,
    bodyOf: (typed) => ({ ...typed, amount_minor: parseMajor(typed.amount_minor, typed.currency) ?? Number.NaN }),
    send: async (entry) => {
      // Who is refused sees the bill as it is now.
      await send(entry).catch((error: unknown) => {
        void refresh(areas.payments);
        throw error;
      });
      return entry;
    },
    done: ({ amount_minor }) => {
      void refresh(...day, areas.payments);
      tellDone(t("money.billPaid", { amount: formats.money(amount_minor, form.values.currency) }));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Lines bill={bill} />
        {owed.length > 1 && (
          <SegmentedControl
            aria-label={t("money.currency")}
            data={owed.map(({ currency }) => currency)}
            value={form.values.currency}
            onChange={(currency) => form.setValues({ currency, amount_minor: textOf(currency) })}
          />
        )}
        <TextInput
          label={t("payments.amount", { currency: form.values.currency })}
          inputMode="decimal"
          dir="ltr"
          data-autofocus
          {...form.getInputProps("amount_minor")}
        />
        <MethodChooser value={form.values.method} choose={(method) => form.setFieldValue("method", method)} />
        <FormFooter failure={failure} sending={sending} submitLabel={t("action.collect")} onCancel={cancel} />
      </Stack>
    </form>
  );
}

/** What each visit costs and still lacks, and what that comes to. */
function Lines({ bill }: { bill: Bill }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  return (
    <>
      <Text fw={600}>
        <bdi>{bill.payments[0]?.patient_name}</bdi>
      </Text>
      <Stack component="ul" gap={4} className="plain-list">
        {bill.payments.map(({ id, service_name, practitioner_name, balance_minor, currency }) => (
          <Group key={id} component="li" justify="space-between" gap="sm" wrap="nowrap">
            <div className="grow">
              <bdi>{service_name}</bdi>
              <Text size="xs" c="var(--quiet-text)">
                <bdi>{practitioner_name}</bdi>
              </Text>
            </div>
            <Text size="sm" className="number nowrap">
              {formats.money(balance_minor, currency)}
            </Text>
          </Group>
        ))}
      </Stack>
      {bill.totals.map(({ currency, total_minor, amount_paid_minor }) => (
        <Text key={currency} size="sm" fw={600} className="number">
          {t("payments.paidOf", {
            paid: formats.money(amount_paid_minor, currency),
            total: formats.money(total_minor, currency),
          })}
        </Text>
      ))}
    </>
  );
}
