import { type Random, randomOf } from "../src/core/random.ts";

export interface Person {
  name: string;
  phone: string | null;
  phone_is_own: boolean;
  birth_date: string | null;
  gender: "male" | "female" | "unknown";
}

/** The same names as they are written in two scripts: given ones with their gender, family ones. */
const given: readonly (readonly [string, string, "male" | "female"])[] = [
  ["محمد", "Mohammed", "male"],
  ["محمود", "Mahmoud", "male"],
  ["أحمد", "Ahmed", "male"],
  ["حسن", "Hassan", "male"],
  ["حسين", "Hussein", "male"],
  ["يوسف", "Youssef", "male"],
  ["عبد الرحمن", "Abdel Rahman", "male"],
  ["عمر", "Omar", "male"],
  ["فاطمة", "Fatma", "female"],
  ["عائشة", "Aisha", "female"],
  ["منى", "Mona", "female"],
  ["سارة", "Sarah", "female"],
  ["Γιώργος", "Giorgos", "male"],
  ["Δημήτρης", "Dimitris", "male"],
  ["Νίκος", "Nikos", "male"],
  ["Χρήστος", "Christos", "male"],
  ["Κωνσταντίνος", "Konstantinos", "male"],
  ["Μαρία", "Maria", "female"],
  ["Ελένη", "Eleni", "female"],
  ["Αικατερίνη", "Aikaterini", "female"],
  ["Βασιλική", "Vasiliki", "female"],
  ["Αντώνης", "Antonis", "male"],
];
const family: readonly (readonly [string, string])[] = [
  ["السيد", "Elsayed"],
  ["الخطيب", "El-Khatib"],
  ["جمال", "Gamal"],
  ["شريف", "Sherif"],
  ["منصور", "Mansour"],
  ["سليمان", "Soliman"],
  ["فاروق", "Farouk"],
  ["بدوي", "Badawy"],
  ["Παπαδόπουλος", "Papadopoulos"],
  ["Παπαδάκης", "Papadakis"],
  ["Οικονόμου", "Oikonomou"],
  ["Λάμπρου", "Lambrou"],
  ["Θεοδώρου", "Theodorou"],
  ["Αγγελόπουλος", "Angelopoulos"],
  ["Γεωργίου", "Georgiou"],
  ["Ψαρράς", "Psarras"],
];

/**
 * Made-up patients of one clinic in which some are there twice, each the second time as a hurried desk writes them: in other
 * letters, in other order, with a slip, without the birth date or with its day and month exchanged. Families share numbers, names
 * and, as twins, birth dates.
 */
export function duplicatePeople(seed: number, people: number): { person: number; said: Person }[] {
  const random = randomOf(seed);
  const made: { person: number; said: Person }[] = [];
  for (let person = 0; person < people; person++) {
    const first = makePerson(random, person, made.at(-1)?.said);
    made.push({ person, said: first.said });
    if (random.chance(0.25)) made.push({ person, said: secondTime(random, first) });
  }
  return made;
}

interface Made {
  said: Person;
  other: string;
}

function makePerson(random: Random, n: number, before: Person | undefined): Made {
  const [one, latin, gender] = random.pick(given.filter(([name]) => !before?.name.startsWith(`${name} `)));
  const sameScript = family.filter(([name]) => /[\u0600-\u06ff]/u.test(name) === /[\u0600-\u06ff]/u.test(one));
  const [surname, surnameLatin] = random.pick(sameScript);
  const relative = before !== undefined && random.chance(0.2);
  const surnameOf = relative ? before.name.split(" ").at(-1)! : surname;
  const pair = family.find(([a, b]) => a === surnameOf || b === surnameOf) ?? [surname, surnameLatin];
  const twin = relative && random.chance(0.2);
  const date = `${random.whole(1940, 2020)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;
  return {
    said: {
      name: `${one} ${pair[0]}`,
      phone: relative ? before.phone : `+3069${String(10_000_000 + n)}`,
      phone_is_own: !relative,
      birth_date: twin ? before.birth_date : random.chance(0.85) ? date : null,
      gender,
    },
    other: `${latin} ${pair[1]}`,
  };
}

function secondTime(random: Random, { said, other }: Made): Person {
  const [name] = [random.chance(0.4) ? other : random.chance(0.3) ? slip(random, said.name) : said.name];
  const parts = name.split(" ");
  const [year, month, day] = (said.birth_date ?? "").split("-");
  const swapped = said.birth_date !== null && Number(day) <= 12 ? `${year}-${day}-${month}` : said.birth_date;
  const birth = random.chance(0.25) ? null : random.chance(0.1) ? swapped : said.birth_date;
  return {
    name: random.chance(0.2) ? [parts.at(-1), ...parts.slice(0, -1)].join(" ") : name,
    phone: birth === null || random.chance(0.6) ? said.phone : null,
    phone_is_own: false,
    birth_date: birth,
    gender: random.chance(0.2) ? "unknown" : said.gender,
  };
}

function slip(random: Random, name: string): string {
  const at = random.whole(1, name.length - 2);
  return random.chance(0.5) ? name.slice(0, at) + name.slice(at + 1) : name.slice(0, at) + name[at]! + name.slice(at);
}

const two = (n: number): string => String(n).padStart(2, "0");
