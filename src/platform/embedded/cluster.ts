import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Account, PostgresBinaries } from "./binaries.ts";
import { EmbeddedFailure, failureFromOutput } from "./failure.ts";
import { lend, makePrivateDir, makeSocketDir, reclaimOwnership, removeSocketDir } from "./place.ts";

/** Name of the superuser that owns the embedded database. */
export const ownerName = "tessera_owner";

/** Name of the database that Tessera's tables live in. */
export const databaseName = "tessera";

/**
 * LC_CTYPE by preference. pg_trgm asks libc, not the builtin provider, what a letter is: under "C" a name in Arabic or Greek has no trigrams
 * and search finds nothing. Order, case and equality always come from PostgreSQL's builtin C.UTF-8, so they are the same on every machine.
 */
const characterTypes = ["C.UTF-8", "en_US.UTF-8", "C"];

interface ClusterOptions {
  dataDir: string;
  binaries: PostgresBinaries;
  account: Account | null;
  /** False only for throw-away databases of tests. */
  durable: boolean;
}

/** Path of the superuser's password, readable by the owner of the data folder only. */
const passwordPath = (dataDir: string): string => join(dataDir, "owner-password");

/** The superuser's password. Throws `broken_data` when it was lost. */
export function readPassword(dataDir: string): string {
  try {
    return readFileSync(passwordPath(dataDir), "utf8").trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new EmbeddedFailure(
      "broken_data",
      `The password of the database is gone: ${passwordPath(dataDir)} is missing.`,
    );
  }
}

/**
 * Makes the database files in `<dataDir>/pg` unless they are there. A run that is cut off leaves nothing that a later one mistakes for a database.
 *
 * Throws `other_version` for files of another PostgreSQL, which stay untouched, and `broken_data` for a folder that holds something else.
 */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const pgDir = join(options.dataDir, "pg");
  if (existsSync(pgDir) && readdirSync(pgDir).length > 0) {
    checkVersion(pgDir, options.binaries.major);
    reclaimOwnership(pgDir, options.account);
    return;
  }
  for (const name of readdirSync(options.dataDir)) {
    if (name.startsWith("pg.init-")) rmSync(join(options.dataDir, name), { recursive: true, force: true });
  }
  const draft = join(options.dataDir, `pg.init-${process.pid}`);
  makePrivateDir(draft, options.account);
  try {
    await initialise(draft, options);
    rmSync(pgDir, { recursive: true, force: true });
    renameSync(draft, pgDir);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

function checkVersion(pgDir: string, ours: number): void {
  const file = join(pgDir, "PG_VERSION");
  if (!existsSync(file)) {
    throw new EmbeddedFailure(
      "broken_data",
      `${pgDir} is not empty and is not a PostgreSQL data folder (PG_VERSION is missing). Nothing was changed. ` +
        "Move it away, restore it from a backup, or set DATA_DIR to another folder.",
    );
  }
  const theirs = readFileSync(file, "utf8").trim();
  if (theirs === String(ours)) return;
  throw new EmbeddedFailure(
    "other_version",
    `${pgDir} was made by PostgreSQL ${theirs}, and this Tessera brings PostgreSQL ${ours}. Nothing was changed. ` +
      `Start the Tessera that made it and take a backup there, or run your own PostgreSQL ${theirs} on it and set DATABASE_URL, ` +
      "or set DATA_DIR to another folder to begin anew.",
  );
}

async function initialise(draft: string, options: ClusterOptions): Promise<void> {
  const password = randomBytes(24).toString("base64url");
  for (const [index, characterType] of characterTypes.entries()) {
    const output = await initdb(draft, password, characterType, options);
    if (output === null) break;
    const last = index === characterTypes.length - 1;
    if (last || !/invalid locale name/.test(output)) throw failureFromOutput("Making the database files", output);
    for (const name of readdirSync(draft)) rmSync(join(draft, name), { recursive: true, force: true });
  }
  const path = passwordPath(options.dataDir);
  rmSync(path, { force: true });
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
}

/** Runs initdb once; the answer is null when it went well and its output when it did not. */
async function initdb(
  draft: string,
  password: string,
  characterType: string,
  options: ClusterOptions,
): Promise<string | null> {
  const secretDir = makeSocketDir(options.account);
  const secret = join(secretDir, "password");
  writeFileSync(secret, `${password}\n`);
  chmodSync(secret, 0o644); // for PostgreSQL's account; the folder around it is closed to others
  const lent = lend([draft, secretDir], options.account);
  try {
    const locale = [
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      `--lc-ctype=${characterType}`,
    ];
    const access = [`--username=${ownerName}`, `--pwfile=${join(lent.paths[1]!, "password")}`, "--auth=scram-sha-256"];
    const args = ["-D", lent.paths[0]!, "--no-instructions", "--data-checksums", ...locale, ...access];
    if (!options.durable) args.push("--no-sync");
    return await run(options.binaries.initdb, args, options.account, lent.fds);
  } finally {
    lent.close();
    removeSocketDir(secretDir);
  }
}

function run(program: string, args: string[], account: Account | null, fds: number[]): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: "/",
      env: { PATH: process.env.PATH },
      stdio: ["ignore", "pipe", "pipe", ...fds],
    });
    let output = "";
    child.stdout!.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr!.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve(code === 0 ? null : output));
  });
}
