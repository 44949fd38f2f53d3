import { afterAll, beforeAll, expect, test } from "vitest";
import { duplicatePeople } from "../../test/duplicate-people.ts";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { findDuplicates, listDuplicates } from "./duplicates.ts";
import { registerPatient } from "./patient-record.ts";

const seed = 20261122;
let organization: TestOrganization;
const personOf = new Map<string, number>();

beforeAll(async () => {
  organization = await openTestOrganization();
  const people = duplicatePeople(seed, 400);
  const ids = await organization.write(async (tx) => {
    const registered: string[] = [];
    for (const { said } of people) registered.push((await registerPatient(tx, said, organization.now)).id);
    return registered;
  });
  ids.forEach((id, i) => personOf.set(id, people[i]!.person));
});
afterAll(() => organization.close());

const samePerson = ([one, other]: readonly string[]) => personOf.get(one!) === personOf.get(other!);
const pairOf = (...ids: string[]) => ids.sort().join(" ");

/** All pairs of records that are one person's. */
function truePairs(): Set<string> {
  const ids = [...personOf.keys()];
  const pairs = ids.flatMap((one, i) => ids.slice(i + 1).map((other) => [one, other]));
  return new Set(pairs.filter(samePerson).map((pair) => pairOf(...pair)));
}

function measure(what: string, found: Set<string>): { precision: number; recall: number } {
  const truth = truePairs();
  const right = [...found].filter((pair) => truth.has(pair)).length;
  const [precision, recall] = [right / found.size, right / truth.size];
  // oxlint-disable-next-line no-console -- the figures are what is measured
  console.log(
    `duplicates, seed ${seed}, ${personOf.size} records, ${truth.size} true pairs: ${what}: ${found.size} found, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  );
  return { precision, recall };
}

test("of each record, who is shown as very likely the same is, and hardly anybody is missed", async () => {
  const found = { 55: new Set<string>(), 75: new Set<string>() };
  for (const id of personOf.keys()) {
    const { items } = await organization.read((database) => findDuplicates(database, id));
    for (const { patient, score } of items) {
      found[55].add(pairOf(id, patient.id));
      if (score >= 75) found[75].add(pairOf(id, patient.id));
    }
  }
  const worthALook = measure("worth a look (55)", found[55]);
  const likely = measure("very likely (75)", found[75]);
  expect(worthALook.recall).toBeGreaterThan(0.95);
  expect(worthALook.precision).toBeGreaterThan(0.9);
  expect(likely.precision).toBeGreaterThan(0.95);
  expect(likely.recall).toBeGreaterThan(0.85);
});

test("the list of the organization has each pair once, over its pages", async () => {
  const pairs: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await organization.read((database) => listDuplicates(database, { min_score: 60, limit: 7, cursor }));
    pairs.push(...page.items.map(({ patients: [one, other] }) => pairOf(one.id, other.id)));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(new Set(pairs).size).toBe(pairs.length);
  const { precision, recall } = measure("list (60)", new Set(pairs));
  expect(precision).toBeGreaterThan(0.9);
  expect(recall).toBeGreaterThan(0.85);
});
