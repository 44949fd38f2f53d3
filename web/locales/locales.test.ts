import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { expect, test } from "vitest";
import type { ErrorCode } from "../../src/core/errors.ts";
import type { ExceptionFault } from "../../src/supply/check-exception.ts";
import type { HoursFault } from "../../src/supply/check-schedule-rule.ts";
import type { ReasonCode } from "../../src/supply/reasons.ts";
import type { SessionFault } from "../../src/supply/sessions/check-session.ts";
import type { Remark, WaitlistOpening } from "../api/types.ts";
import ar from "./ar.json" with { type: "json" };
import el from "./el.json" with { type: "json" };
import en from "./en.json" with { type: "json" };

interface Catalogue {
  [key: string]: string | Catalogue;
}

const catalogues: Record<string, Catalogue> = { en, ar, el };
const pluralForm = /_(zero|one|two|few|many|other)$/;

function textsOf(catalogue: Catalogue, prefix = ""): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  );
}

const keysOf = (catalogue: Catalogue) => textsOf(catalogue).map(([key]) => key);
const withoutForms = (keys: string[]) => [...new Set(keys.map((key) => key.replace(pluralForm, "")))].sort();

test("the three catalogues have the same keys", () => {
  for (const catalogue of [ar, el]) expect(withoutForms(keysOf(catalogue))).toEqual(withoutForms(keysOf(en)));
});

test("every counted text has all plural forms of its language, six in Arabic", () => {
  for (const [language, catalogue] of Object.entries(catalogues)) {
    const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    if (language === "ar") expect(wanted).toHaveLength(6);
    const keys = keysOf(catalogue);
    const counted = new Set(keys.filter((key) => pluralForm.test(key)).map((key) => key.replace(pluralForm, "")));
    expect(counted.size).toBeGreaterThan(0);
    for (const key of counted) {
      const forms = keys.filter((other) => other.replace(pluralForm, "") === key && other !== key);
      expect([key, forms.map((form) => form.slice(key.length + 1)).sort()]).toEqual([key, wanted]);
    }
  }
});

test("no text is empty, and each names the same values as the English one", () => {
  const english = new Map(textsOf(en));
  const valuesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const catalogue of Object.values(catalogues)) {
    for (const [key, text] of textsOf(catalogue)) {
      expect([key, text.trim()]).not.toEqual([key, ""]);
      // "One" and "two" may be said in words, so only texts without a count are held to their values.
      if (!pluralForm.test(key)) expect([key, valuesIn(text)]).toEqual([key, valuesIn(english.get(key) ?? "")]);
    }
  }
});

test("what the server may refuse has words of its own", () => {
  // The compiler holds these against the server's codes: one that is added there must get its words here.
  const problems = en.problem satisfies Record<ErrorCode, string>;
  const reasons = en.reason satisfies Record<ReasonCode, string>;
  const faults = en.field satisfies Record<HoursFault | ExceptionFault | SessionFault, string>;
  const remarks = en.matching.remarks.blocked satisfies Record<Remark["code"], string>;
  const outcomes = en.waitlist.outcome satisfies Record<WaitlistOpening["considered"][number]["outcome"], string>;
  expect(Object.keys(remarks).length * Object.keys(outcomes).length).toBeGreaterThan(0);
  expect(Object.keys(faults).length * Object.keys(problems).length * Object.keys(reasons).length).toBeGreaterThan(0);
});

const web = fileURLToPath(new URL("..", import.meta.url));
const sources = readdirSync(web, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tsx"));
const spokenAttributes = new Set([
  "label",
  "title",
  "placeholder",
  "description",
  "aria-label",
  "aria-description",
  "alt",
]);
const hasWords = (text: string) => /\p{L}/u.test(text);

/** Words in an element or in an attribute that people read or hear. */
function literalTextsIn(path: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(
    path,
    readFileSync(join(web, path), "utf8"),
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && hasWords(node.text)) found.push(`${path}: ${node.text.trim()}`);
    if (ts.isJsxAttribute(node) && spokenAttributes.has(node.name.getText()) && node.initializer) {
      const said = ts.isStringLiteral(node.initializer) ? node.initializer.text : "";
      if (hasWords(said)) found.push(`${path}: ${node.name.getText()}="${said}"`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("no word that people read stands outside of the catalogues", () => {
  expect(sources.length).toBeGreaterThan(40);
  expect(sources.flatMap(literalTextsIn)).toEqual([]);
});

test("every key that the page names is in the catalogues", () => {
  const known = new Set(withoutForms(keysOf(en)));
  const code = readdirSync(web, { recursive: true, encoding: "utf8" }).filter((path) =>
    /(?<!\.test)\.tsx?$/.test(path),
  );
  const named = code.flatMap((path) =>
    [...readFileSync(join(web, path), "utf8").matchAll(/\bt\(\s*"([\w.]+)"/g)].map(([, key]) => key ?? ""),
  );
  expect(named.length).toBeGreaterThan(150);
  expect(named.filter((key) => !known.has(key))).toEqual([]);
});
