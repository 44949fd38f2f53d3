import { currencyExponent } from "../../core/money.ts";
import type { AdjustmentRow } from "../adjustments.sql.ts";
import type { EntryRow } from "../entries.sql.ts";
import type { PaymentRow } from "../payments.sql.ts";
import { balanceOf } from "../stand.ts";
import type { HeadRow } from "./receipt.sql.ts";
import { type Language, words } from "./words.ts";

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

/** A line: what it says, in the direction of the language, and what stands at its end, always from left to right. */
interface Line {
  text: string;
  figure: string;
  /** What is said below it, from left to right too. */
  note?: string;
  strong?: boolean;
}

export interface Receipt {
  language: Language;
  title: string;
  head: string[];
  phone: string | null;
  facts: Line[];
  charge: Line[];
  movements: Line[];
  sums: Line[];
}

/** What stands on a receipt, ready to be set. */
export function receiptLines({ head, payment, adjustments, entries, all, language }: ReceiptOf): Receipt {
  const say = words[language];
  const locale = localeOf(language, head.country);
  const money = (amount: number) => writeAmount(amount, payment.currency, locale);
  const date = new Intl.DateTimeFormat(locale, { timeZone: "UTC", dateStyle: "medium" });
  const time = new Intl.DateTimeFormat(locale, { timeZone: head.timezone, dateStyle: "short", timeStyle: "short" });
  const number = new Intl.NumberFormat(locale, { useGrouping: false });
  const numberOf = (entry: EntryRow) => number.format(entry.receipt_number);
  const fact = (text: string, figure: string | null) => (figure === null ? [] : [{ text, figure }]);
  const owed = balanceOf(payment);
  return {
    language,
    title: entries.length === 1 ? `${say.title} ${say.number} ${numberOf(entries[0]!)}` : say.title,
    head: [head.organization_name, head.clinic_name, head.address].flatMap((line) => line ?? []),
    phone: head.phone,
    facts: [
      ...fact(say.patient, head.patient_name),
      ...fact(say.service, head.service_name),
      ...fact(say.practitioner, head.practitioner_name),
      ...fact(say.contract, head.contract_number),
      ...fact(say.date, plain(date.format(new Date(`${head.service_date.toString()}T00:00Z`)))),
    ],
    charge: [
      { text: say.price, figure: money(payment.price_minor) },
      ...adjustments.map(({ kind, amount_minor }) => ({ text: say.adjustment[kind], figure: money(amount_minor) })),
      { text: say.total, figure: money(payment.charge_minor), strong: true },
    ],
    movements: entries.map((entry) => {
      const voided = all.find(({ id }) => id === entry.voids_entry_id);
      const what = [
        `${say.number} ${numberOf(entry)}`,
        say.kind[entry.kind],
        say.method[entry.method],
        ...(voided ? [`${say.voids} ${numberOf(voided)}`] : []),
      ];
      const takes = entry.kind === "refund" || (entry.kind === "void" && voided?.kind === "receipt");
      const figure = money(takes ? -entry.amount_minor : entry.amount_minor);
      return { text: what.join(" · "), figure, note: plain(time.format(entry.occurred_at.epochMilliseconds)) };
    }),
    sums: [
      { text: say.paid, figure: money(payment.amount_paid_minor), strong: true },
      ...(owed > 0 ? [{ text: say.balance, figure: money(owed) }] : []),
      ...(payment.refund_due_minor > 0 ? [{ text: say.refundDue, figure: money(payment.refund_due_minor) }] : []),
    ],
  };
}

/** An amount with all decimals of its currency in the digits of the country, the code behind it, read from left to right in any language. */
export function writeAmount(amountMinor: number, currency: string, locale: string): string {
  const exponent = currencyExponent(currency);
  const options = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
  const figure = new Intl.NumberFormat(locale, options).format(`${Math.abs(amountMinor)}E-${exponent}` as `${number}`);
  return `${amountMinor < 0 ? "-" : ""}${plain(figure)} ${currency}`;
}

const localeOf = (language: Language, country: string): string => `${language}-${country}`;

/** Without marks of direction, for which fonts have no signs, and with plain spaces. */
const plain = (text: string): string => text.replace(/[\u061C\u200E\u200F]/g, "").replace(/[\u00A0\u202F]/g, " ");
