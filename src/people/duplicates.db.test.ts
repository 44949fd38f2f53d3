import { expect, test } from "vitest";
import { development, heldOut, type Names } from "../../test/duplicate-names.ts";
import { duplicatePeople } from "../../test/duplicate-people.ts";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { findDuplicates, listDuplicates } from "./duplicates.ts";
import { registerPatient } from "./patient-record.ts";

type Figures = [precision: number, recall: number];

interface MeasuredSet {
  what: string;
  names: Names;
  seeds: number[];
  /** What must be reached from this score on; below 75 for who is shown in a record, and in the list. */
  least: { 55: Figures; 75: Figures; list: Figures };
}

/**
 * The weights were found with the development names and seeds. The others are only measured: a rule that does badly on them is
 * mended by looking at the development ones. One pair in ten has nothing in common but a name, which is no pair by itself, and no
 * measure tells a father from his son of one name and number whose birth date nobody asked for.
 */
const sets: MeasuredSet[] = [
  {
    what: "development",
    names: development,
    seeds: [20261122, 20261123],
    least: { 55: [0.93, 0.85], 75: [0.97, 0.78], list: [0.93, 0.85] },
  },
  {
    what: "held out",
    names: heldOut,
    seeds: [710, 711],
    least: { 55: [0.88, 0.7], 75: [0.9, 0.6], list: [0.88, 0.7] },
  },
];

test.each(sets)(
  "$what: who is very likely the same is, and few are missed",
  async ({ what, names, seeds, least }) => {
    const [look, likely, listed] = [tally(), tally(), tally()];
    for (const seed of seeds) {
      const organization = await openTestOrganization();
      try {
        const personOf = await register(organization, names, seed);
        const found = await lookEachUp(organization, [...personOf.keys()]);
        look.add(
          personOf,
          found.filter(({ score }) => score >= 55).map(({ pair }) => pair),
        );
        likely.add(
          personOf,
          found.filter(({ score }) => score >= 75).map(({ pair }) => pair),
        );
        const pairs = await listAll(organization);
        expect(new Set(pairs).size, "each pair once").toBe(pairs.length);
        listed.add(personOf, pairs);
      } finally {
        await organization.close();
      }
    }
    look.expect(`${what}, worth a look (55)`, least[55]);
    likely.expect(`${what}, very likely (75)`, least[75]);
    listed.expect(`${what}, list (60)`, least.list);
  },
  120_000,
);

async function register(organization: TestOrganization, names: Names, seed: number): Promise<Map<string, number>> {
  const personOf = new Map<string, number>();
  await organization.write(async (tx) => {
    for (const { person, said } of duplicatePeople(names, seed, 200))
      personOf.set((await registerPatient(tx, said, organization.now)).id, person);
  });
  return personOf;
}

const pairOf = (...ids: string[]) => ids.sort().join(" ");

async function lookEachUp(organization: TestOrganization, ids: string[]) {
  const found = new Map<string, number>();
  for (const id of ids) {
    const { items } = await organization.read((database) => findDuplicates(database, id));
    for (const { patient, score } of items) found.set(pairOf(id, patient.id), score);
  }
  return [...found].map(([pair, score]) => ({ pair, score }));
}

async function listAll(organization: TestOrganization): Promise<string[]> {
  const pairs: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await organization.read((database) => listDuplicates(database, { min_score: 60, limit: 7, cursor }));
    pairs.push(...page.items.map(({ patients: [one, other] }) => pairOf(one.id, other.id)));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return pairs;
}

/** Found pairs against those that are one person's, over several sets. */
function tally() {
  const sum = { found: 0, right: 0, truth: 0 };
  return {
    add(personOf: Map<string, number>, pairs: string[]) {
      const isTrue = (pair: string) => new Set(pair.split(" ").map((id) => personOf.get(id))).size === 1;
      sum.found += pairs.length;
      sum.right += pairs.filter(isTrue).length;
      sum.truth += personOf.size - new Set(personOf.values()).size;
    },
    expect(what: string, [precision, recall]: Figures) {
      const [right, all] = [sum.right / sum.found, sum.right / sum.truth];
      // oxlint-disable-next-line no-console -- the figures are what is measured
      console.log(
        `duplicates, ${what}: ${sum.truth} true pairs, ${sum.found} found, precision ${right.toFixed(3)}, recall ${all.toFixed(3)}`,
      );
      expect(right, `${what}: precision`).toBeGreaterThan(precision);
      expect(all, `${what}: recall`).toBeGreaterThan(recall);
    },
  };
}
