import { type Random, randomOf } from "../../src/core/random.ts";

/** Somebody made up, as a clinic on the eastern Mediterranean writes people down. */
export interface MadeUp {
  name: string;
  phone: string | null;
  phoneIsOwn: boolean;
  birthDate: string | null;
  gender: "female" | "male" | "unknown";
}

/** Given names by how many have them, the commonest first; families as stems and endings. One language each. */
interface People {
  women: readonly string[];
  men: readonly string[];
  families: { stems: readonly string[]; endings: readonly string[] };
  /** A mobile number without its last eight digits. */
  mobile: string;
  /** How many given names stand before the family: their own, and those of father and grandfather. */
  given: number;
}

const list = (words: string): string[] => words.split(" ");

const greek: People = {
  women: list(
    "Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αγγελική Γεωργία Δήμητρα Κωνσταντίνα Παρασκευή Ευαγγελία Χριστίνα Αναστασία Ιωάννα Ειρήνη Άννα Δέσποινα Φωτεινή Ευγενία Αθανασία Ζωή Στυλιανή Όλγα Χρυσούλα Θεοδώρα Κυριακή Σταυρούλα Μαρίνα Ευτυχία Καλλιόπη",
  ),
  men: list(
    "Γεώργιος Δημήτριος Κωνσταντίνος Ιωάννης Νικόλαος Χρήστος Παναγιώτης Βασίλειος Αθανάσιος Ευάγγελος Μιχαήλ Σπυρίδων Θεόδωρος Ανδρέας Αντώνιος Εμμανουήλ Αναστάσιος Ηλίας Θωμάς Αλέξανδρος Στέφανος Στυλιανός Πέτρος Λάμπρος Σταύρος Χαράλαμπος Απόστολος Φώτιος Άγγελος Γρηγόριος",
  ),
  families: {
    stems: list(
      "Παπαδ Γεωργ Δημητρ Νικολ Ιωανν Χριστ Παναγι Βασιλ Κωνσταντιν Αθανασ Αλεξ Αντων Μιχαλ Στεφαν Πετρ Λαμπρ Σταυρ Καρ Μακρ Ζαχαρ Οικονομ Θεοδωρ Σπυρ Αναγνωστ Χατζηδ Μαυρ Καλογερ Τριανταφυλλ Διαμαντ Κοντ Φωτ Αγγελ Σαμαρ Ραπτ Μπακ Ντοκ Τσακ Ξεν Ψαρ Κουτσ Βλαχ Κυριακ Σιδηρ Ευσταθ Παπαγεωργ Παπανικολ Καραγιανν Μητσ Γκικ Δρακ",
    ),
    endings: list("όπουλος άκης ίδης ίου έλης άκος ιάδης ούδης ούλης έας"),
  },
  mobile: "+3069",
  given: 1,
};

const arabic: People = {
  women: list(
    "فاطمة مريم عائشة زينب نور سارة منى هدى خديجة أمينة سعاد نادية أسماء إيمان هبة رانيا دعاء شيماء ليلى سمر آية ياسمين سلمى رقية حنان وفاء أميرة إسراء نجلاء عبير",
  ),
  men: list(
    "محمد أحمد محمود علي حسن مصطفى إبراهيم حسين يوسف عمر خالد عبدالله عبدالرحمن سعيد كريم طارق هشام أيمن عماد وليد سامي شريف ياسر رامي عادل جمال صلاح فؤاد زياد أنور",
  ),
  families: {
    stems: list(
      "السيد الخطيب منصور سليمان فاروق بدوي المصري النجار إسماعيل الشامي القاضي رمضان غانم عثمان الجندي ياسين الحداد الصباغ العطار الشريف الحكيم النابلسي الحلبي البغدادي حمدان عيسى موسى داود بكر الزين",
    ),
    endings: ["", "", "", "ي", " الدين"],
  },
  mobile: "+2010",
  given: 2,
};

const latin: People = {
  women: list(
    "Maria Eleni Fatma Sarah Katerina Anna Mona Sofia Vasiliki Georgia Aisha Ioanna Christina Noor Dimitra Emma Zeinab Evangelia Heba Irini Layla Julia Despina Mariam Charlotte Olga Hoda Elisabeth Zoe Nadia",
  ),
  men: list(
    "Mohamed Giorgos Ahmed Dimitris Ali Nikos Mahmoud Ioannis Hassan Christos Mohammed Panagiotis Omar Vasilis Ibrahim Kostas Youssef Thanasis Khaled Michalis Mustafa Spyros Thomas Stefan Tarek John Andreas Peter Walid Jürgen",
  ),
  families: {
    stems: list(
      "Papad Georg Dimitr Nikol Ioann Christ El-Sayed Mansour Hassan Soliman Kar Makr Lambr Theod Vasil Elmasr Naggar Ismail Osman Ghanem Petr Stefan Mull Schroed Weiss Becker Hoffmann Johns Thomps O’Bri Garci Ivan Kovac Nowak Silv Perer Yilmaz Demir Khatib Gamal",
    ),
    endings: list("opoulos akis idis iou elis akos er y son en"),
  },
  mobile: "+3570",
  given: 1,
};

const shares = [greek, greek, greek, greek, arabic, arabic, arabic, latin, latin, latin];

/**
 * People without end, the same each time. A few names are many people's and most are few people's; five in six have a phone, a
 * third of them a relative's, and four in five a birth date.
 */
export function* madeUpPeople(): Generator<MadeUp> {
  const random = randomOf(20_261_122);
  const numbers = new Map<People, string>();
  for (let n = 0; ; n++) {
    const people = random.pick(shares);
    const gender = random.pick(["female", "male"] as const);
    const own = random.chance(0.7);
    if (own || !numbers.has(people)) numbers.set(people, people.mobile + scattered(n));
    yield {
      name: nameOf(random, people, gender),
      phone: random.chance(5 / 6) ? numbers.get(people)! : null,
      phoneIsOwn: own,
      birthDate: random.chance(0.8) ? dateOf(random) : null,
      gender: random.chance(0.9) ? gender : "unknown",
    };
  }
}

function nameOf(random: Random, { women, men, families, given }: People, gender: "female" | "male"): string {
  const own = often(random, gender === "female" ? women : men);
  const fathers = Array.from({ length: given - 1 }, () => often(random, men));
  return [own, ...fathers, often(random, families.stems) + often(random, families.endings)].join(" ");
}

/** Of thirty names the first is a tenth of all, the last one in a hundred. */
function often<Item>(random: Random, items: readonly Item[]): Item {
  const share = random.whole(0, 999_999) / 1_000_000;
  return items[Math.floor(items.length * share ** 1.6)]!;
}

/** Eight digits without any order, no number twice in a hundred million. */
const scattered = (n: number): string => String((n * 48_271 + 12_345_678) % 100_000_000).padStart(8, "0");

const dateOf = (random: Random): string =>
  `${random.whole(1940, 2024)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;

const two = (n: number): string => String(n).padStart(2, "0");
