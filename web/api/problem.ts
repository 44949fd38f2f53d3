import type { TFunction } from "i18next";
import type { Problem } from "./types.ts";

/** An answer of the server that is not a success, with its problem document. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }
}

/** The request may or may not have reached the server: nothing is known about its effect. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super("The server cannot be reached.", { cause });
    this.name = "Unreachable";
  }
}

/** The problem behind an error, or null when it is of another kind. */
export function problemOf(error: unknown): Problem | null {
  return error instanceof ProblemError ? error.problem : null;
}

/** What the person reads: the catalogue's text for the code, else what the server said, else that something failed. */
export function messageOf(error: unknown, t: TFunction): string {
  if (error instanceof Unreachable) return t("problem.unreachable");
  const problem = problemOf(error);
  if (!problem) return t("problem.unknown");
  return byCode(t, "problem", problem.code) ?? (problem.detail || t("problem.unknown"));
}

/** A reason why a start is not offered, in the person's words. */
export function reasonText(
  { code, detail, label }: { code: string; detail: string; label?: string | undefined },
  t: TFunction,
): string {
  const labelled = label === undefined ? null : t(`reason_labelled.${code}`, { defaultValue: "", label });
  return labelled || (byCode(t, "reason", code) ?? detail);
}

/** Every reason that the error carries, said once each; the error's own message when it carries none. */
export function reasonsOf(error: unknown, t: TFunction): string[] {
  const said = (problemOf(error)?.reasons ?? []).map((reason) => reasonText(reason, t));
  return said.length > 0 ? [...new Set(said)] : [messageOf(error, t)];
}

/** Messages for form fields, by the path that the form uses (`/breaks/0/label` becomes `breaks.0.label`). */
export function fieldErrors(error: unknown, t: TFunction): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { pointer, code, detail } of problemOf(error)?.errors ?? []) {
    fields[fieldOf(pointer)] ??= byCode(t, "field", code) ?? detail;
  }
  return fields;
}

function fieldOf(pointer: string): string {
  return pointer
    .replace(/^#?\/(body\/)?/, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

function byCode(t: TFunction, group: "problem" | "reason" | "field", code: string): string | null {
  return t(`${group}.${code}`, { defaultValue: "" }) || null;
}
