import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { filesUnder, root } from "./project.mjs";

const rooms = ["src/booking", "src/reception"];
const neither = /[.](test|sql)[.]ts$|(^|[/-])(routes|schemas)[.]ts$/;

/**
 * Where the rules of booking and reception stand, as `path:first-last` in lines: whatever is in a file that awaits nothing, and what
 * use cases export besides. Statements, routes and schemas are neither.
 */
export const rules = () => ranges(({ isPure, statement }) => isPure || (isExported(statement) && !awaits(statement)));

/** The rest: what talks to the database, and what only that uses. */
export const useCases = () =>
  ranges(({ isPure, statement }) => !isPure && (!isExported(statement) || awaits(statement)));

function ranges(wanted) {
  return rooms
    .flatMap(filesUnder)
    .filter((path) => path.endsWith(".ts") && !neither.test(path))
    .flatMap((path) => rangesIn(path, wanted).map(([first, last]) => `${path}:${first}-${last}`));
}

function rangesIn(path, wanted) {
  const source = ts.createSourceFile(path, readFileSync(join(root, path), "utf8"), ts.ScriptTarget.Latest, true);
  const isPure = !awaits(source);
  const lineOf = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  return source.statements
    .filter((statement) => isCode(statement) && wanted({ isPure, statement }))
    .map((statement) => [lineOf(statement.getStart(source)), lineOf(statement.end)]);
}

const isCode = ({ kind }) => [ts.SyntaxKind.FunctionDeclaration, ts.SyntaxKind.VariableStatement].includes(kind);

const isExported = ({ modifiers = [] }) => modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

/** Whether something async is in it. */
function awaits(node) {
  return (
    node.kind === ts.SyntaxKind.AsyncKeyword || (ts.forEachChild(node, (child) => awaits(child) || undefined) ?? false)
  );
}
