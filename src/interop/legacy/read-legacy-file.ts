import { DomainError } from "../../core/errors.ts";
import { faultsOfIssues } from "./faults.ts";
import { type LegacyFile, legacyFile } from "./legacy-shapes.ts";

/** Reads the JSON of a legacy export. Throws `malformed`, or `invalid_request` with pointers, when the file as a whole cannot be used. */
export function readLegacyFile(bytes: Uint8Array): LegacyFile {
  const { data, error } = legacyFile.safeParse(parse(bytes));
  if (error)
    throw new DomainError("invalid_request", "The file has the wrong form.", { errors: faultsOfIssues(error) });
  return data;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError)
      throw new DomainError("malformed", `The file is not JSON in UTF-8: ${error.message}`);
    throw error;
  }
}
