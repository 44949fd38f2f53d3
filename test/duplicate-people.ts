import { type Random, randomOf } from "../src/core/random.ts";
import type { Names, Written } from "./duplicate-names.ts";

export interface Person {
  name: string;
  phone: string | null;
  phone_is_own: boolean;
  birth_date: string | null;
  gender: "male" | "female" | "unknown";
}

interface Being extends Omit<Person, "name"> {
  given: Written;
  family: Written;
}

/**
 * Made-up patients of one clinic in which some are there twice, each the second time as a hurried desk writes them: transcribed
 * another way, in other letters, in other order, with a slip, without the birth date or with its day and month exchanged, with
 * another number. Relatives share numbers and family names, twins birth dates, a father and his son sometimes the whole name.
 */
export function duplicatePeople(names: Names, seed: number, people: number): { person: number; said: Person }[] {
  const random = randomOf(seed);
  const made: { person: number; said: Person }[] = [];
  let before: Being | undefined;
  for (let person = 0; person < people; person++) {
    const stranger = makeStranger(random, names, person);
    const being: Being = before && random.chance(0.25) ? relative(random, stranger, before, names) : stranger;
    made.push({ person, said: firstTime(being) });
    if (random.chance(0.25)) made.push({ person, said: secondTime(random, being, person) });
    before = being;
  }
  return made;
}

function makeStranger(random: Random, names: Names, n: number): Being {
  const { women, men, families } = random.pick(names.peoples);
  const gender = random.pick(["female", "male"] as const);
  return {
    given: random.pick(gender === "female" ? women : men),
    family: random.pick(families),
    phone: random.chance(0.9) ? numberOf(n) : null,
    phone_is_own: true,
    birth_date: random.chance(0.85) ? dateIn(random, random.whole(1940, 2020)) : null,
    gender,
  };
}

const numberOf = (n: number): string => `+3069${String(10_000_000 + n)}`;

/** Somebody of the family of who came before: a twin, a child of the same name, or anybody else. */
function relative(random: Random, stranger: Being, before: Being, names: Names): Being {
  const people = names.peoples.find(({ families }) => families.includes(before.family))!;
  const others = (stranger.gender === "female" ? people.women : people.men).filter((name) => name !== before.given);
  const shared = { family: before.family, phone: before.phone, phone_is_own: false };
  const one: Being = { ...stranger, ...shared, given: random.pick(others) };
  const kind = random.whole(1, 100);
  if (kind <= 20) return { ...one, birth_date: before.birth_date };
  const born = Number(before.birth_date?.slice(0, 4) ?? 1950);
  if (kind > 25) return one;
  const childBorn = random.chance(0.8) ? dateIn(random, Math.min(2024, born + random.whole(20, 40))) : null;
  return { ...one, given: before.given, gender: before.gender, birth_date: childBorn };
}

const firstTime = ({ given, family, ...said }: Being): Person => ({ name: `${given[0]} ${family[0]}`, ...said });

function secondTime(random: Random, { given, family, ...said }: Being, n: number): Person {
  // A whole name is written in one script.
  const letters = random.chance(0.5)
    ? ([given[0]!, family[0]!] as const)
    : [latin(random, given), latin(random, family)];
  const [first, last] = random.chance(0.25) ? [slip(random, letters[0]), letters[1]] : letters;
  const birth = said.birth_date && random.chance(0.8) ? miswritten(random, said.birth_date) : null;
  const phone = random.chance(0.7) ? said.phone : random.chance(0.5) ? numberOf(1_000_000 + n) : null;
  return {
    name: random.chance(0.2) ? `${last} ${first}` : `${first} ${last}`,
    phone,
    phone_is_own: phone !== null && phone !== said.phone,
    birth_date: birth,
    gender: random.chance(0.2) ? "unknown" : said.gender,
  };
}

const latin = (random: Random, name: Written): string => (name.length > 1 ? random.pick(name.slice(1)) : name[0]!);

/** As it was, or with its day and month exchanged, or with a digit that is another's. */
function miswritten(random: Random, date: string): string {
  const [year, month, day] = date.split("-");
  if (random.chance(0.1) && Number(day) <= 12) return `${year}-${day}-${month}`;
  return random.chance(0.05) ? `${year}-${month}-${two(random.whole(1, 28))}` : date;
}

/** One letter left out, doubled, exchanged with its neighbour or put for another. */
function slip(random: Random, name: string): string {
  const letters = Array.from(name);
  if (letters.length < 4) return name;
  const at = random.whole(1, letters.length - 2);
  const [one, next] = [letters[at]!, letters[at + 1]!];
  letters.splice(at, 2, ...random.pick([[next], [one, one, next], [next, one], [letters[0]!.toLowerCase(), next]]));
  return letters.join("");
}

const dateIn = (random: Random, year: number): string =>
  `${year}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;

const two = (n: number): string => String(n).padStart(2, "0");
