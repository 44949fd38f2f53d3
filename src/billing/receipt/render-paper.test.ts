import { Temporal } from "temporal-polyfill";
import { beforeAll, expect, test } from "vitest";
import { linesOfPdf } from "../../../test/pdf-text.ts";
import type { AdjustmentRow } from "../adjustments.sql.ts";
import type { EntryRow } from "../entries.sql.ts";
import type { PaymentRow } from "../payments.sql.ts";
import { type BilledPayment, billLines } from "./bill-lines.ts";
import { type Paper, writeAmount } from "./paper.ts";
import { receiptLines } from "./receipt-lines.ts";
import { renderPaper } from "./render-paper.ts";
import type { Language } from "./words.ts";

// The first paper loads the renderer and its fonts.
beforeAll(async () => {
  await renderPaper({ language: "en", title: "First", head: [], phone: null, facts: [], parts: [] });
}, 120_000);

const now = Temporal.Instant.from("2026-11-18T08:00:00Z");
const date = Temporal.PlainDate.from("2026-11-18");

const entryOf = (
  receipt_number: number,
  kind: EntryRow["kind"],
  amount_minor: number,
  voids: string | null = null,
): EntryRow => ({
  id: String(receipt_number),
  kind,
  amount_minor,
  method: "cash",
  occurred_at: now,
  occurred_on: date,
  account_id: null,
  receipt_number,
  voids_entry_id: voids,
  voided_by_id: null,
  reason: null,
});
const waiver: AdjustmentRow = {
  id: "w",
  kind: "waiver",
  amount_minor: -50_000,
  reason: null,
  account_id: null,
  occurred_at: now,
};
const entries = [entryOf(1234, "receipt", 1_000_000), entryOf(1235, "receipt", 5), entryOf(1236, "void", 5, "1235")];

async function linesFor(language: Language, country: string, currency: string): Promise<string[]> {
  const sums = {
    price_minor: 1_250_500,
    charge_minor: 1_200_500,
    total_minor: 1_200_500,
    amount_paid_minor: 1_000_000,
  };
  const payment = { ...sums, refund_due_minor: 0, currency, status: "pending" } as PaymentRow;
  const head = {
    organization_name: "Tessera",
    country,
    clinic_name: "Πλάκα",
    timezone: "Africa/Cairo",
    address: "1 شارع النيل، القاهرة",
    phone: "+20 100 000 0002",
    patient_name: "فاطمة الخطيب",
    service_name: "Consultation",
    practitioner_name: "Eleni",
    contract_number: null,
    service_date: date,
  };
  const pdf = await renderPaper(
    receiptLines({ head, payment, adjustments: [waiver], entries, all: entries, language }),
  );
  return linesOfPdf(pdf);
}

test.each<[Language, country: string, currency: string, figures: string]>([
  ["en", "GB", "EUR", "12,505.00 -500.00 12,005.00 10,000.00 0.05 -0.05 2,005.00"],
  ["en", "GB", "JPY", "1,250,500 -50,000 1,200,500 1,000,000 5 -5 200,500"],
  ["ar", "AE", "KWD", "1,250.500 -50.000 1,200.500 1,000.000 0.005 -0.005 200.500"],
  ["ar", "EG", "KWD", "١٬٢٥٠٫٥٠٠ -٥٠٫٠٠٠ ١٬٢٠٠٫٥٠٠ ١٬٠٠٠٫٠٠٠ ٠٫٠٠٥ -٠٫٠٠٥ ٢٠٠٫٥٠٠"],
  ["ar", "EG", "JPY", "١٬٢٥٠٬٥٠٠ -٥٠٬٠٠٠ ١٬٢٠٠٬٥٠٠ ١٬٠٠٠٬٠٠٠ ٥ -٥ ٢٠٠٬٥٠٠"],
  ["el", "GR", "EUR", "12.505,00 -500,00 12.005,00 10.000,00 0,05 -0,05 2.005,00"],
  ["el", "GR", "KWD", "1.250,500 -50,000 1.200,500 1.000,000 0,005 -0,005 200,500"],
])("in %s of %s, %s is read from left to right as it should be", async (language, country, currency, figures) => {
  const lines = await linesFor(language, country, currency);
  const [price, waived, total, received, cent, voided, owed] = figures
    .split(" ")
    .map((figure) => `${figure} ${currency}`);
  const amounts = lines.flatMap((line) => /-?[\d٠-٩][\d٠-٩.,٫٬]* [A-Z]{3}/.exec(line) ?? []);
  expect(amounts).toEqual([price, waived, total, received, cent, voided, received, owed]);
  expect(lines.join("\n")).toContain("+20 100 000 0002");
});

test("in Arabic a figure stands at the left of its line, in the other languages at the right", async () => {
  const lineOf = (lines: string[]) => lines.find((line) => line.includes("200.500 KWD") && !line.includes("1,200"))!;
  expect(lineOf(await linesFor("en", "GB", "KWD"))).toMatch(/^Still owed.*200\.500 KWD$/);
  expect(lineOf(await linesFor("ar", "AE", "KWD"))).toMatch(/^200\.500 KWD/);
});

test("the number of a receipt keeps its digits in order in Arabic", async () => {
  const lines = (await linesFor("ar", "EG", "EUR")).join("\n");
  for (const number of ["١٢٣٤", "١٢٣٥", "١٢٣٦"]) expect(lines).toContain(number);
});

test.each<[amount: number, currency: string, locale: string, written: string]>([
  [90_071_992_547_409, "EUR", "en-GB", "900,719,925,474.09 EUR"],
  [1, "KWD", "ar-KW", "٠٫٠٠١ KWD"],
  [-1, "JPY", "ar-AE", "-1 JPY"],
  [0, "EUR", "el-GR", "0,00 EUR"],
])("%i %s in %s is %s", (amount, currency, locale, written) => {
  expect(writeAmount(amount, currency, locale)).toBe(written);
});

test("a letter that was printed as a part of another one is there on the next paper too", async () => {
  const fact = (text: string): Paper => ({ language: "en", title: text, head: [], phone: null, facts: [], parts: [] });
  await renderPaper(fact("Jürgen Ståhl, Ñuñoa"));
  for (const text of ["26 July Street", "Full dental", "Santa Ana", "Nuno"])
    expect(linesOfPdf(await renderPaper(fact(text)))).toEqual([text]);
});

test("a bill shows each visit, all money in the order of the receipts, and what is left, by currency", async () => {
  const head = {
    organization_name: "Tessera",
    country: "GB",
    clinic_name: "Plaka",
    timezone: "Europe/London",
    address: null,
    phone: null,
    patient_name: "Eleni",
    service_date: date,
  };
  const unchanged = { practitioner_name: "Ada", refund_due_minor: 0, status: "pending", adjustments: [] };
  const billed = (service_name: string, price: number, paid: number, entries: EntryRow[], currency = "EUR") =>
    ({
      ...unchanged,
      service_name,
      price_minor: price,
      charge_minor: price,
      total_minor: price,
      amount_paid_minor: paid,
      currency,
      entries,
    }) as unknown as BilledPayment;
  const payments = [
    billed("X-ray", 3_000, 3_000, [entryOf(8, "receipt", 3_000)]),
    billed("Check-up", 5_001, 1_000, [entryOf(7, "receipt", 1_000)]),
    billed("Vaccine", 500, 0, [], "JPY"),
  ];
  const lines = linesOfPdf(await renderPaper(billLines({ head, payments, language: "en" })));
  expect(lines.filter((line) => !/^(Tessera|Plaka|Ada|18 Nov 2026, )/.test(line))).toEqual([
    "Bill",
    "PatientEleni",
    "Date of service18 Nov 2026",
    "X-ray30.00 EUR",
    "Check-up50.01 EUR",
    "Total80.01 EUR",
    "No. 7 · Received · Cash10.00 EUR",
    "No. 8 · Received · Cash30.00 EUR",
    "Paid40.00 EUR",
    "Still owed40.01 EUR",
    "Vaccine500 JPY",
    "Total500 JPY",
    "Paid0 JPY",
    "Still owed500 JPY",
  ]);
});
