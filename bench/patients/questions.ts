import type pg from "pg";
import { randomOf } from "../../src/core/random.ts";
import { nameKey } from "../../src/core/names.ts";
import type { Filled } from "./fill.ts";

interface Known {
  id: string;
  name: string;
  name_key: string;
  phone: string;
}

/** What a desk types and looks at: addresses by name, each kind of question about as many different patients. */
export async function questionsOf(
  owner: pg.Client,
  { organizationId, patients }: Filled,
  count: number,
): Promise<Record<string, string[]>> {
  const everybody = await owner.query<Known>(
    "select id, name, name_key, phone from patients where organization_id = $1 and phone is not null order by id limit 200000",
    [organizationId],
  );
  const random = randomOf(7);
  const some = Array.from({ length: count }, () => random.pick(everybody.rows));
  const deep = await cursorsOf(owner, organizationId, Math.floor(patients / 2), count);
  const search = (typed: (known: Known) => string) =>
    some.map((known) => `/api/v1/patients?limit=20&query=${encodeURIComponent(typed(known))}`);
  const words = ({ name }: Known) => name.split(" ");
  return {
    "list, first page": some.map(() => "/api/v1/patients?limit=20"),
    "list, a page deep": deep.map((cursor) => `/api/v1/patients?limit=20&cursor=${cursor}`),
    "phone, as dialled": search(({ phone }) => `0${phone.slice(3)}`),
    "phone, last five": search(({ phone }) => phone.slice(-5)),
    "phone, first four": search(({ phone }) => phone.slice(3, 7)),
    "name, whole": search(({ name }) => name),
    "name, one common word": search((known) => words(known)[0]!),
    "name, family": search((known) => words(known).at(-1)!),
    "name, one letter": search(({ name_key: key }) => key.slice(0, 1)),
    "name, two letters": search(({ name_key: key }) => key.slice(0, 2)),
    "name, four letters": search(({ name_key: key }) => key.slice(0, 4)),
    "name, both beginnings": search((known) =>
      words(known)
        .map((word) => word.slice(0, 4))
        .join(" "),
    ),
    "name, a slip": search((known) => slip(words(known), (from, to) => random.whole(from, to))),
    "name, two slips": search((known) =>
      words(known)
        .map((word) => slip([word], (from, to) => random.whole(from, to)))
        .join(" "),
    ),
    "nobody's name": search((known) => Array.from(nameKey(known.name).replaceAll(" ", "")).toReversed().join("")),
    "nobody's number": search(({ phone }) => `00${phone.slice(4, 7)}00${phone.slice(7, 10)}`),
    "duplicates of one": some.map(({ id }) => `/api/v1/patients/${id}/duplicates`),
  };
}

/** One letter of the longest word is missing, twice there, or changes places with the next one. */
function slip(words: readonly string[], whole: (from: number, to: number) => number): string {
  const longest = words.toSorted((a, b) => b.length - a.length)[0]!;
  const at = whole(1, Math.max(1, longest.length - 2));
  const [before, letter, next, rest] = [
    longest.slice(0, at),
    longest.slice(at, at + 1),
    longest.slice(at + 1, at + 2),
    longest.slice(at + 2),
  ];
  const kinds = [before + next + rest, before + letter + letter + next + rest, before + next + letter + rest];
  const wrong = kinds[whole(0, 2)]!;
  return words.map((word) => (word === longest ? wrong : word)).join(" ");
}

/** Cursors as the list gives them, from about the middle on. */
async function cursorsOf(owner: pg.Client, organizationId: string, offset: number, count: number): Promise<string[]> {
  const { rows } = await owner.query<{ name_key: string; id: string }>(
    "select name_key, id from patients where organization_id = $1 order by name_key, id offset $2 limit $3",
    [organizationId, offset, count],
  );
  return rows.map(({ name_key, id }) => Buffer.from(JSON.stringify([name_key, id])).toString("base64url"));
}
