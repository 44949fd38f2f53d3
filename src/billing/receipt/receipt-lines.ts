import type { AdjustmentRow } from "../adjustments.sql.ts";
import type { EntryRow } from "../entries.sql.ts";
import type { PaymentRow } from "../payments.sql.ts";
import { balanceOf } from "../stand.ts";
import { headLines, type Paper, writerFor } from "./paper.ts";
import type { HeadRow } from "./receipt.sql.ts";
import type { Language } from "./words.ts";

export interface ReceiptOf {
  head: HeadRow;
  payment: PaymentRow;
  adjustments: readonly AdjustmentRow[];
  /** Those that are shown. */
  entries: readonly EntryRow[];
  /** All of the payment, of which a void may name one that is not shown. */
  all: readonly EntryRow[];
  language: Language;
}

/** What stands on a receipt. */
export function receiptLines({ head, payment, adjustments, entries, all, language }: ReceiptOf): Paper {
  const { say, fact, date, number, movement, ...write } = writerFor(language, head);
  const money = (amount: number) => write.money(amount, payment.currency);
  const owed = balanceOf(payment);
  return {
    language,
    title: entries.length === 1 ? `${say.title} ${number(entries[0]!)}` : say.title,
    head: headLines(head),
    phone: head.phone,
    facts: [
      ...fact(say.patient, head.patient_name),
      ...fact(say.service, head.service_name),
      ...fact(say.practitioner, head.practitioner_name),
      ...fact(say.contract, head.contract_number),
      ...fact(say.date, date(head.service_date.toString())),
    ],
    parts: [
      [
        { text: say.price, figure: money(payment.price_minor) },
        ...adjustments.map(({ kind, amount_minor }) => ({ text: say.adjustment[kind], figure: money(amount_minor) })),
        { text: say.total, figure: money(payment.charge_minor), strong: true },
      ],
      entries.map((entry) => movement(entry, all, payment.currency)),
      [
        { text: say.paid, figure: money(payment.amount_paid_minor), strong: true },
        ...(owed > 0 ? [{ text: say.balance, figure: money(owed) }] : []),
        ...(payment.refund_due_minor > 0 ? [{ text: say.refundDue, figure: money(payment.refund_due_minor) }] : []),
      ],
    ],
  };
}
