/** Why the embedded PostgreSQL cannot run; `message` is a sentence for the person at the terminal. */
export type EmbeddedFailureCode =
  | "already_running"
  | "other_version"
  | "disk_full"
  | "no_permission"
  | "port_taken"
  | "not_supported"
  | "broken_data"
  | "start_failed";

export class EmbeddedFailure extends Error {
  readonly code: EmbeddedFailureCode;

  constructor(code: EmbeddedFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "EmbeddedFailure";
    this.code = code;
  }
}

const outputCauses: readonly [RegExp, EmbeddedFailureCode, string][] = [
  [
    /No space left on device|Check free disk space|disk quota/i,
    "disk_full",
    "The disk is full. Free some space and start again.",
  ],
  [/Address already in use/i, "port_taken", "The TCP port of the embedded PostgreSQL is taken by another program."],
  [
    /Permission denied|Operation not permitted|wrong ownership/i,
    "no_permission",
    "A file of the database may not be read or written by this user.",
  ],
  [
    /cannot open shared object file|GLIBC_|Exec format error|Dynamic loading not supported/i,
    "not_supported",
    "The bundled PostgreSQL does not run on this system. Set DATABASE_URL to a PostgreSQL 15 or newer.",
  ],
];

/** Turns the last words of initdb or postgres into a failure; the words themselves follow the plain sentence. */
export function failureFromOutput(doing: string, output: string): EmbeddedFailure {
  const words = output.trim().split("\n").slice(-12).join("\n");
  for (const [pattern, code, sentence] of outputCauses) {
    if (pattern.test(output)) return new EmbeddedFailure(code, `${doing} failed. ${sentence}\n${words}`);
  }
  return new EmbeddedFailure("start_failed", `${doing} failed.\n${words}`);
}

const systemCauses: Record<string, [EmbeddedFailureCode, string]> = {
  ENOSPC: ["disk_full", "the disk is full"],
  EDQUOT: ["disk_full", "the disk quota is used up"],
  EACCES: ["no_permission", "this user may not do that there"],
  EPERM: ["no_permission", "this user may not do that there"],
  EROFS: ["no_permission", "the file system is read-only"],
  ENOTDIR: ["no_permission", "a part of the path is not a folder"],
};

/** Turns an error of the file system or of `spawn` into a failure; anything unknown is returned as it is. */
export function failureFromSystem(doing: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const cause = typeof code === "string" ? systemCauses[code] : undefined;
  if (!cause || error instanceof EmbeddedFailure) return error;
  const [failure, why] = cause;
  return new EmbeddedFailure(failure, `${doing} failed: ${why} (${(error as Error).message}).`, { cause: error });
}
