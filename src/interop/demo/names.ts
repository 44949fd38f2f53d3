/** Common given and family names, put together at random: no person is meant. */
import type { Random } from "../../core/random.ts";

export type Script = "arabic" | "greek" | "latin" | "sinhala" | "tamil";

interface NameList {
  doctor: string;
  men: readonly string[];
  women: readonly string[];
  families: readonly string[];
  /** Where the family name of a woman differs. */
  womensFamilies?: readonly string[];
}

const words = (text: string): string[] => text.split("/").map((word) => word.trim());

const lists: Record<Script, NameList> = {
  arabic: {
    doctor: "د.",
    men: words("محمد/أحمد/إبراهيم/عبد الرحمن/يوسف/خالد/مصطفى/أسامة/آدم/رؤوف/محمود/حسام/طارق/كريم/سامي/هشام"),
    women: words("فاطمة/عائشة/مريم/سارة/هدى/آية/إيمان/ليلى/نور/رقية/منى/سلمى/ياسمين/دعاء/نهى/أسماء"),
    families: words(
      "المصري/الخطيب/حسن/السيد/عبد الله/النجار/إسماعيل/الشامي/أبو زيد/فؤاد/منصور/الجندي/سليمان/رمضان/شاهين/البنا",
    ),
  },
  greek: {
    doctor: "Δρ.",
    men: words(
      "Γιώργος/Δημήτρης/Κωνσταντίνος/Νίκος/Αλέξανδρος/Παναγιώτης/Θεόδωρος/Άγγελος/Σπύρος/Ηλίας/Μιχάλης/Στέλιος",
    ),
    women: words("Μαρία/Ελένη/Αικατερίνη/Σοφία/Βασιλική/Άννα/Χριστίνα/Ευαγγελία/Ζωή/Όλγα/Δέσποινα/Ιωάννα"),
    families: words(
      "Παπαδόπουλος/Οικονόμου/Καραγιάννης/Νικολαΐδης/Αντωνίου/Χατζηδάκης/Μαυροειδής/Λάμπρου/Γεωργίου/Βλάχος/Δημητρίου/Ρήγας",
    ),
    womensFamilies: words(
      "Παπαδοπούλου/Οικονόμου/Καραγιάννη/Νικολαΐδου/Αντωνίου/Χατζηδάκη/Μαυροειδή/Λάμπρου/Γεωργίου/Βλάχου/Δημητρίου/Ρήγα",
    ),
  },
  latin: {
    doctor: "Dr",
    men: words("James/Daniel/Luca/Mateo/Jonas/Søren/Łukasz/André/Patrick/Oliver/Samuel/Emre"),
    women: words("Anna/Clara/Sofía/Zoë/Ingrid/Chloé/Maja/Grace/Elif/Nadia/Helen/Ruth"),
    families: words(
      "Baker/Novák/Müller/García/O’Brien/Lindqvist/Kowalski/Rossi/Fernández/Nguyen/Schmidt/Yılmaz/Carter/Dubois",
    ),
  },
  sinhala: {
    doctor: "වෛද්‍ය",
    men: words("නිමල්/සුනිල්/කසුන්/චමින්ද/රුවන්/දිනේෂ්/මහින්ද/අජිත්/ලක්ෂ්මන්/ප්‍රදීප්"),
    women: words("කුමාරි/නදීෂා/සන්ධ්‍යා/ඉෂාරා/මාලනී/දිල්හානි/චතුරිකා/ප්‍රියංකා/ශ්‍රියානි/අනෝමා"),
    families: words("සිල්වා/පෙරේරා/ප්‍රනාන්දු/ජයවර්ධන/බණ්ඩාර/විජේසිංහ/රත්නායක/ගුණවර්ධන/දිසානායක/වික්‍රමසිංහ"),
  },
  tamil: {
    doctor: "டாக்டர்",
    men: words("சிவா/குமார்/அருண்/ரவி/கணேசன்/முருகன்"),
    women: words("லக்ஷ்மி/மீனா/பிரியா/கவிதா/தமிழ்ச்செல்வி/சரஸ்வதி"),
    families: words("நடராஜா/சுப்பிரமணியம்/கந்தசாமி/செல்வராஜா/பாலசிங்கம்/இராசரத்தினம்"),
  },
};

export interface PersonName {
  name: string;
  gender: "male" | "female";
}

export function personName(random: Random, script: Script): PersonName {
  const { men, women, families, womensFamilies = families } = lists[script];
  const gender = random.chance(0.5) ? "female" : "male";
  const [given, family] = gender === "female" ? [women, womensFamilies] : [men, families];
  return { name: `${random.pick(given)} ${random.pick(family)}`, gender };
}

export const doctorName = (random: Random, script: Script): string =>
  `${lists[script].doctor} ${personName(random, script).name}`;
