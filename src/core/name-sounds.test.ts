import { expect, test } from "vitest";
import { soundKey } from "./name-sounds.ts";

test.each([
  ["Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos"],
  ["Μαρία Άγγελου", "Maria Angelou"],
  ["Ευάγγελος Λάμπρου", "Evangelos Lambrou"],
  ["Ντίνος Μπέκας", "Dinos Bekas"],
  ["Αντώνης Γκίκας", "Antonis Gikas"],
  ["Χρήστος Θεοδώρου", "Christos Theodorou"],
  ["Αλέξανδρος Ψαρράς", "Alexandros Psarras"],
  ["محمد عبد الرحمن", "Mohammed Abdel-Rahman"],
  ["محمد عبد الرحمن", "Muhamad Abd el Rahman"],
  ["فاطمة الخطيب", "Fatma El-Khatib"],
  ["أحمد السيد", "Ahmed Elsayed"],
  ["يوسف جمال", "Youssef Gamal"],
  ["عائشة شريف", "Aisha Sherif"],
  ["علي حسن", "Ali Hassan"],
  ["Papadopoulos Giorgos", "Giorgos Papadopoulos"],
  ["Sarah", "Sara"],
])("%s sounds like %s", (one, other) => {
  expect(soundKey(one)).toBe(soundKey(other));
  expect(soundKey(one)).not.toBe("");
});

test.each([
  ["Γιώργος Παπαδόπουλος", "Nikos Papadopoulos"],
  ["محمد علي", "Ahmed Ali"],
  ["فاطمة", "Mona"],
  ["Maria", "Marina"],
])("%s does not sound like %s", (one, other) => {
  expect(soundKey(one)).not.toBe(soundKey(other));
});

test("other scripts stay, and nothing gives nothing", () => {
  expect(soundKey("නිමල් පෙරේරා")).toBe("නිමල් පෙරේරා");
  expect(soundKey("-- ")).toBe("");
});
