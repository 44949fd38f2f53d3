import { currencyExponent } from "../../core/money.ts";
import type { EntryRow } from "../entries.sql.ts";
import type { ClinicHeadRow } from "./receipt.sql.ts";
import { type Language, words } from "./words.ts";

/** A line: what it says, and what stands at its end. */
export interface Line {
  text: string;
  figure: string;
  /** What is said below it. */
  note?: string;
  strong?: boolean;
}

/** A receipt or a bill, ready to be set. */
export interface Paper {
  language: Language;
  title: string;
  head: string[];
  phone: string | null;
  facts: Line[];
  /** One below the other, with a rule between them. */
  parts: Line[][];
}

/** How amounts, dates and movements of money are written in a language and a country. */
export function writerFor(language: Language, { country, timezone }: Pick<ClinicHeadRow, "country" | "timezone">) {
  const say = words[language];
  const locale = `${language}-${country}`;
  // With the month by name: of 03/04 nobody knows which is the day, least of all in Arabic.
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  const date = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...day });
  const time = new Intl.DateTimeFormat(locale, { timeZone: timezone, ...day, hour: "numeric", minute: "2-digit" });
  const figures = new Intl.NumberFormat(locale, { useGrouping: false });
  const number = ({ receipt_number }: EntryRow) => `${say.number} ${figures.format(receipt_number)}`;
  const money = (amount: number, currency: string) => writeAmount(amount, currency, locale);
  return {
    say,
    money,
    number,
    date: (day: string) => plain(date.format(new Date(`${day}T00:00Z`))),
    fact: (text: string, figure: string | null): Line[] => (figure === null ? [] : [{ text, figure }]),
    /** `all` are the entries of the payment, of which a void names one. */
    movement: (entry: EntryRow, all: readonly EntryRow[], currency: string): Line => {
      const voided = all.find(({ id }) => id === entry.voids_entry_id);
      const what = [
        number(entry),
        say.kind[entry.kind],
        say.method[entry.method],
        ...(voided ? [`${say.voids} ${figures.format(voided.receipt_number)}`] : []),
      ];
      const takes = entry.kind === "refund" || (entry.kind === "void" && voided?.kind === "receipt");
      const figure = money(takes ? -entry.amount_minor : entry.amount_minor, currency);
      return { text: what.join(" · "), figure, note: plain(time.format(entry.occurred_at.epochMilliseconds)) };
    },
  };
}

/** Whose paper it is. */
export const headLines = (head: ClinicHeadRow): string[] =>
  [head.organization_name, head.clinic_name, head.address].flatMap((line) => line ?? []);

/** An amount with all decimals of its currency in the digits of the country, the code behind it, read from left to right in any language. */
export function writeAmount(amountMinor: number, currency: string, locale: string): string {
  const exponent = currencyExponent(currency);
  const options = { minimumFractionDigits: exponent, maximumFractionDigits: exponent };
  const figure = new Intl.NumberFormat(locale, options).format(`${Math.abs(amountMinor)}E-${exponent}` as `${number}`);
  return `${amountMinor < 0 ? "-" : ""}${plain(figure)} ${currency}`;
}

/** Without marks of direction, for which fonts have no signs, and with plain spaces. */
const plain = (text: string): string => text.replace(/[\u061C\u200E\u200F]/g, "").replace(/[\u00A0\u202F]/g, " ");
