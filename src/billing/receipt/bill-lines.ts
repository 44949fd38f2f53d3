import type { AdjustmentRow } from "../adjustments.sql.ts";
import type { EntryRow } from "../entries.sql.ts";
import type { PaymentRow } from "../payments.sql.ts";
import { balanceOf } from "../stand.ts";
import { headLines, type Line, type Paper, writerFor } from "./paper.ts";
import type { ClinicHeadRow } from "./receipt.sql.ts";
import type { Language } from "./words.ts";

/** A payment of the bill with what was done for it and to it. */
export interface BilledPayment extends PaymentRow {
  service_name: string;
  practitioner_name: string | null;
  adjustments: readonly AdjustmentRow[];
  entries: readonly EntryRow[];
}

export interface BillOf {
  head: ClinicHeadRow;
  /** The oldest first. */
  payments: readonly BilledPayment[];
  language: Language;
}

/** What stands on the bill of a day's visits: what each costs, all money that moved for them, and what is left; one currency after the other. */
export function billLines({ head, payments, language }: BillOf): Paper {
  const writer = writerFor(language, head);
  const { say, fact, date } = writer;
  const currencies = [...new Set(payments.map(({ currency }) => currency))];
  return {
    language,
    title: say.bill,
    head: headLines(head),
    phone: head.phone,
    facts: [...fact(say.patient, head.patient_name), ...fact(say.date, date(head.service_date.toString()))],
    parts: currencies.flatMap((currency) =>
      partsIn(
        currency,
        payments.filter((payment) => payment.currency === currency),
        writer,
      ),
    ),
  };
}

function partsIn(
  currency: string,
  payments: readonly BilledPayment[],
  { say, movement, ...write }: ReturnType<typeof writerFor>,
): Line[][] {
  const money = (amount: number) => write.money(amount, currency);
  const sum = (of: (payment: BilledPayment) => number) => payments.reduce((total, payment) => total + of(payment), 0);
  const [owed, refundDue] = [sum(balanceOf), sum(({ refund_due_minor }) => refund_due_minor)];
  const moved = payments.flatMap(({ entries }) => entries.map((entry) => ({ entry, entries })));
  return [
    [
      ...payments.flatMap(({ service_name: text, practitioner_name: note, price_minor, adjustments }) => [
        { text, figure: money(price_minor), ...(note === null ? {} : { note }) },
        ...adjustments.map(({ kind, amount_minor }) => ({ text: say.adjustment[kind], figure: money(amount_minor) })),
      ]),
      { text: say.total, figure: money(sum(({ charge_minor }) => charge_minor)), strong: true },
    ],
    moved
      .toSorted((one, other) => one.entry.receipt_number - other.entry.receipt_number)
      .map(({ entry, entries }) => movement(entry, entries, currency)),
    [
      { text: say.paid, figure: money(sum(({ amount_paid_minor }) => amount_paid_minor)), strong: true },
      ...(owed > 0 ? [{ text: say.balance, figure: money(owed) }] : []),
      ...(refundDue > 0 ? [{ text: say.refundDue, figure: money(refundDue) }] : []),
    ],
  ];
}
