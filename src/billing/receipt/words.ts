import type { AdjustmentRow } from "../adjustments.sql.ts";
import type { EntryRow } from "../entries.sql.ts";

export type Language = "en" | "ar" | "el";

/** What a receipt or a bill says. The page's words are elsewhere: this paper leaves the house, and the server writes it alone. */
interface Words {
  title: string;
  bill: string;
  patient: string;
  service: string;
  practitioner: string;
  contract: string;
  date: string;
  price: string;
  total: string;
  paid: string;
  balance: string;
  refundDue: string;
  number: string;
  voids: string;
  adjustment: Record<AdjustmentRow["kind"], string>;
  kind: Record<EntryRow["kind"], string>;
  method: Record<EntryRow["method"], string>;
}

export const words: Record<Language, Words> = {
  en: {
    title: "Receipt",
    bill: "Bill",
    patient: "Patient",
    service: "Service",
    practitioner: "Practitioner",
    contract: "Contract",
    date: "Date of service",
    price: "Price",
    total: "Total",
    paid: "Paid",
    balance: "Still owed",
    refundDue: "To be given back",
    number: "No.",
    voids: "voids no.",
    adjustment: {
      waiver: "Waived",
      release: "Price let go",
      late_cancel_fee: "Late cancellation",
      no_show_fee: "Missed appointment",
      price: "New price",
      undo: "Taken back",
    },
    kind: { receipt: "Received", refund: "Given back", void: "Void" },
    method: { cash: "Cash", visa: "Card", bank_transfer: "Bank transfer" },
  },
  ar: {
    title: "إيصال",
    bill: "فاتورة",
    patient: "المريض",
    service: "الخدمة",
    practitioner: "الطبيب",
    contract: "العقد",
    date: "تاريخ الخدمة",
    price: "السعر",
    total: "الإجمالي",
    paid: "المدفوع",
    balance: "المتبقي",
    refundDue: "المبلغ الواجب رده",
    number: "رقم",
    voids: "إلغاء رقم",
    adjustment: {
      waiver: "إعفاء",
      release: "إسقاط السعر",
      late_cancel_fee: "رسم الإلغاء المتأخر",
      no_show_fee: "رسم عدم الحضور",
      price: "سعر جديد",
      undo: "تراجع",
    },
    kind: { receipt: "مقبوض", refund: "مردود", void: "إلغاء قيد" },
    method: { cash: "نقدًا", visa: "بطاقة", bank_transfer: "تحويل مصرفي" },
  },
  el: {
    title: "Απόδειξη",
    bill: "Λογαριασμός",
    patient: "Ασθενής",
    service: "Υπηρεσία",
    practitioner: "Θεράπων",
    contract: "Σύμβαση",
    date: "Ημερομηνία επίσκεψης",
    price: "Τιμή",
    total: "Σύνολο",
    paid: "Πληρωμένα",
    balance: "Υπόλοιπο",
    refundDue: "Προς επιστροφή",
    number: "Αρ.",
    voids: "ακυρώνει τον αρ.",
    adjustment: {
      waiver: "Έκπτωση",
      release: "Άρση τιμής",
      late_cancel_fee: "Καθυστερημένη ακύρωση",
      no_show_fee: "Απουσία από ραντεβού",
      price: "Νέα τιμή",
      undo: "Αναίρεση",
    },
    kind: { receipt: "Είσπραξη", refund: "Επιστροφή", void: "Ακύρωση" },
    method: { cash: "Μετρητά", visa: "Κάρτα", bank_transfer: "Τραπεζικό έμβασμα" },
  },
};
