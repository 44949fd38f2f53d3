import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nameKey, nameMatches } from "./names.ts";

test.each<[why: string, a: string, b: string]>([
  ["Arabic alef with hamza above", "أحمد", "احمد"],
  ["Arabic alef with hamza below", "إبراهيم", "ابراهيم"],
  ["Arabic alef with madda", "آدم", "ادم"],
  ["Arabic alef wasla", "ٱحمد", "احمد"],
  ["Arabic taa marbuta and haa", "فاطمة", "فاطمه"],
  ["Arabic alef maqsura and yaa", "مصطفى", "مصطفي"],
  ["Arabic hamza on waw", "رؤوف", "رووف"],
  ["Arabic hamza on yaa", "عائشة", "عايشه"],
  ["tatweel", "محمد", "محـــمد"],
  ["harakat", "رقية", "رُقَيَّة"],
  ["superscript alef", "رحمٰن", "رحمن"],
  ["Abd with and without space", "عبد الله", "عبدالله"],
  ["Abd al-Rahman with and without space", "عبد الرحمن المصري", "عبدالرحمن المصري"],
  ["Abu with and without space and hamza", "أبو زيد", "ابوزيد"],
  ["Bin with and without space", "بن علي", "بنعلي"],
  ["two compounds in a row", "محمد بن عبد الله", "محمد بن عبدالله"],
  ["presentation forms", "ﻣﺤﻤﺪ", "محمد"],
  ["Persian yeh and kaf", "علی کریم", "علي كريم"],
  ["Urdu yeh", "علے", "علي"],
  ["Urdu heh", "فاطمہ", "فاطمه"],
  ["ZWNJ", "علی\u200Cرضا", "علیرضا"],
  ["Arabic-Indic digits", "محمد ٢", "محمد 2"],
  ["Persian digits", "۰۹۱۲", "0912"],
  ["Greek tonos", "Γιώργος", "Γιωργος"],
  ["Greek capitals without tonos and final sigma", "Παπαδόπουλος", "ΠΑΠΑΔΟΠΟΥΛΟΣ"],
  ["Greek final sigma typed as a middle one", "Νίκος", "νικοσ"],
  ["Greek dialytika", "Νικολαΐδης", "Νικολαιδης"],
  ["Greek polytonic", "Ἄγγελος", "Αγγελος"],
  ["Greek iota subscript", "ᾳδης", "ΑΙΔΗΣ"],
  ["NFC and NFD", "Άγγελος".normalize("NFC"), "Άγγελος".normalize("NFD")],
  ["Sinhala with and without ZWJ", "ප්\u200Dරනාන්දු", "ප්රනාන්දු"],
  ["Portuguese accents", "SÃO CRISTÓVÃO", "sao cristovao"],
  ["Vietnamese", "Nguyễn Thị Minh Khai", "NGUYEN THI MINH KHAI"],
  ["Vietnamese đ", "Đức", "duc"],
  ["sharp s", "Groß", "GROSS"],
  ["capital sharp s", "GROẞ", "gross"],
  ["ligatures", "ﬁona ﬀ", "fiona ff"],
  ["Scandinavian letters", "Ægir Østergård", "aegir ostergard"],
  ["Polish l", "Łukasz", "lukasz"],
  ["Turkish dotted and dotless i", "İpek Işık", "ipek isik"],
  ["Turkish capitals", "Işık", "IŞIK"],
  ["Cyrillic yo", "Алёна", "АЛЕНА"],
  ["Hebrew points", "שָׁלוֹם", "שלום"],
  ["full width", "Ｙａｍａｄａ　３", "yamada 3"],
  ["half-width kana", "ｶﾞ", "ガ"],
  ["apostrophes", "O’Neil", "o'neil"],
  ["accent typed for an apostrophe", "O´Neil", "ONeil"],
  ["Greek accents typed for an apostrophe", "O\u1FFDNeil", "O\u1FEFNeil"],
  ["Greek accent and that of a keyboard", "O\u1FFDNeil", "O´Neil"],
  ["apostrophe left out", "d'Ávila", "DAVILA"],
  ["transcribed ayn", "ʿAlī", "ali"],
  ["hyphen and space", "Smith-Jones", "smith  jones"],
  ["direction marks", "\u200Fمحمد\u200E", "محمد"],
  ["soft hyphen", "Anna\u00ADmaria", "annamaria"],
])("one key: %s", (_why, a, b) => {
  expect(nameKey(a)).toBe(nameKey(b));
  expect(nameKey(a)).not.toBe("");
  expect(nameMatches(a, b)).toBe(true);
  expect(nameMatches(b, a)).toBe(true);
});

test.each<[why: string, a: string, b: string]>([
  ["different people", "حسن", "حسين"],
  ["Sinhala vowel signs", "නිමල්", "නමල"],
  ["Tamil vowel signs", "மீனா", "மானீ"],
  ["Tamil vowel sign and none", "குமார்", "கமர"],
  ["Hindi vowel signs", "राम", "रम"],
  ["Thai vowel signs", "กิ", "กั"],
  ["Japanese voicing marks", "がく", "かく"],
  ["Japanese half voicing marks", "パン", "ハン"],
  ["Greek letters", "Άννα", "Ελένη"],
])("two keys: %s", (_why, a, b) => {
  expect(nameKey(a)).not.toBe(nameKey(b));
  expect(nameMatches(a, b)).toBe(false);
});

test.each([
  ["O’Neil-Smith", "oneil smith"],
  ["X Æ A-12", "x ae a 12"],
  ["李", "李"],
  ["김민준", "김민준"],
  ["  leading and trailing  ", "leading and trailing"],
  ["Ana\u202EanaM", "anaanam"],
  ["<b>Bob</b>", "b bob b"],
  ["Robert'); DROP TABLE patients;--", "robert drop table patients"],
  ['=HYPERLINK("http://x")', "hyperlink http x"],
  ["👩‍⚕️ Dr", "dr"],
  ["محمد (Mohamed) 1990", "محمد mohamed 1990"],
  ["عبد (Abd)", "عبد abd"],
  ["عبد", "عبد"],
  ["معبد الله", "معبد الله"],
  ["Null", "null"],
  ["undefined", "undefined"],
  ["constructor __proto__", "constructor proto"],
  ["Test,Comma;Semi\\Back\nNewline", "test comma semi back newline"],
  ["A".repeat(300), "a".repeat(300)],
  ["", ""],
  [" -- ", ""],
  ["👍", ""],
  ["\u200D", ""],
])("the key of %j is %j", (name, key) => {
  expect(nameKey(name)).toBe(key);
});

test.each<[query: string, name: string, found: boolean]>([
  ["", "Maria", true],
  ["mar", "Μαρία", false],
  ["μαρ", "Μαρία Παπαδοπούλου", true],
  ["παπα μαρ", "Μαρία Παπαδοπούλου", true],
  ["δοπουλ", "Μαρία Παπαδοπούλου", true],
  ["μαρ ελε", "Μαρία Παπαδοπούλου", false],
  ["ahm", "Mohamed Ahmed", true],
  ["مصري", "فاطمة المصري", true],
  ["عبد", "عبدالله حسن", true],
  ["الله", "عبد الله حسن", true],
  ["عبد ال", "عبدالرحمن", true],
  ["محمد علي", "محمد بن علي", true],
  ["حسن عبدالله", "عبد الله حسن", true],
  ["ප්ර", "ප්\u200Dරනාන්දු", true],
  ["小李", "李", false],
])("%j finds %j: %s", (query, name, found) => {
  expect(nameMatches(query, name)).toBe(found);
});

describe("laws", () => {
  const alphabet = "aZéßẞıİÆþŁςΣΆΐاأإآٱىيةهؤئـعبدبن اللهابو\u064B\u0670ක්\u200Dරිமீமා가がǰŉﬁ-'’ .12٣۴";
  const name = fc.oneof(
    fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 24 }),
    fc.string({ unit: "grapheme", maxLength: 12 }),
  );

  test("a key is its own key, has no loose spaces, and does not depend on the normal form", () => {
    fc.assert(
      fc.property(name, (text) => {
        const key = nameKey(text);
        expect(nameKey(key)).toBe(key);
        expect(key).toMatch(/^$|^\S+( \S+)*$/);
        expect(key.normalize("NFC")).toBe(key);
        expect(nameKey(text.normalize("NFC"))).toBe(key);
        expect(nameKey(text.normalize("NFD"))).toBe(key);
      }),
      { numRuns: 3_000 },
    );
  });

  test("a name is found by itself and by the start of its key", () => {
    fc.assert(
      fc.property(name, fc.nat({ max: 24 }), (text, length) => {
        expect(nameMatches(text, text)).toBe(true);
        const word = nameKey(text).split(" ")[0]!;
        expect(nameMatches(word, text)).toBe(true);
        expect(nameKey(text).includes(nameKey(text).slice(0, length))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  test("every character of Unicode keeps its key when it is written large or small, and the key is its own", () => {
    const broken: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint++) {
      const char = String.fromCodePoint(codePoint);
      if (!/[\p{L}\p{M}\p{N}]/u.test(char) || /\p{Script=Han}/u.test(char)) continue;
      const key = nameKey(char);
      const same = [key, char.toUpperCase(), char.toLowerCase(), char.normalize("NFD")].every(
        (v) => nameKey(v) === key,
      );
      if (!same) broken.push(`${codePoint.toString(16)} ${char}`);
    }
    expect(broken).toEqual([]);
  });
});
