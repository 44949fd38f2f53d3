import type { z } from "zod";
import { DomainError, type Fault } from "../../core/errors.ts";

/** What a schema found wrong, each with the pointer of its column. */
export function faultsOfIssues({ issues }: z.ZodError): Fault[] {
  return issues.flatMap((issue) => {
    const at = pointerTo(issue.path);
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        pointer: `${at}/${key}`,
        code: "unknown_field",
        detail: "This column is not known here.",
      }));
    return [{ pointer: at, code: "invalid_value", detail: issue.message }];
  });
}

/** The value as the schema reads it. Throws `invalid_request` with all that is wrong, each pointer after `at`. */
export function readAs<Schema extends z.ZodType>(schema: Schema, value: unknown, at = ""): z.output<Schema> {
  const { data, error } = schema.safeParse(value);
  if (!error) return data;
  const errors = faultsOfIssues(error).map((fault) => ({ ...fault, pointer: at + fault.pointer }));
  throw new DomainError("invalid_request", errors[0]?.detail ?? "The row has the wrong form.", { errors });
}

const pointerTo = (path: readonly PropertyKey[]): string => path.map((step) => `/${String(step)}`).join("");
