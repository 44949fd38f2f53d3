import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./binaries.ts";

/** Longest folder whose socket file still fits into `sockaddr_un`, 103 bytes on the strictest system. */
const longestSocketDir = 103 - ".s.PGSQL.65535.lock".length;

/** The account for PostgreSQL when we are root (the owner of existing data, else nobody); null when we run it as ourselves. */
export function chooseAccount(pgDir: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const owner = statSync(pgDir, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return nobody();
}

function nobody(): Account {
  const line = readFileSync("/etc/passwd", "utf8").match(/^nobody:[^:]*:(\d+):(\d+):/m);
  return { uid: Number(line?.[1] ?? 65534), gid: Number(line?.[2] ?? 65534) };
}

/**
 * Opens folders so that a child under another account reaches them although an ancestor is closed to it (a project under /root, say):
 * the child inherits the descriptors and names them through /proc/self/fd. Elsewhere, and as an ordinary user, the path itself is given.
 */
export function lend(
  folders: readonly string[],
  account: Account | null,
): { fds: number[]; paths: string[]; close(): void } {
  if (!account || process.platform !== "linux") return { fds: [], paths: [...folders], close: () => undefined };
  const fds = folders.map((folder) => openSync(folder, "r"));
  // stdin, stdout and stderr come first in the child
  return {
    fds,
    paths: fds.map((_, index) => `/proc/self/fd/${3 + index}`),
    close: () => fds.forEach((fd) => closeSync(fd)),
  };
}

/** Makes a folder that only PostgreSQL's account (and root) may enter. */
export function makePrivateDir(path: string, account: Account | null): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
  if (account) chownSync(path, account.uid, account.gid);
}

/** A new private folder with a path short enough for a unix socket. */
export function makeSocketDir(account: Account | null): string {
  const parent = Buffer.byteLength(tmpdir()) + "/tessera-XXXXXX".length <= longestSocketDir ? tmpdir() : "/tmp";
  const path = mkdtempSync(join(parent, "tessera-"));
  makePrivateDir(path, account);
  return path;
}

/** Removes a socket folder that a dead server left behind; only what `makeSocketDir` could have made. */
export function removeSocketDir(path: string): void {
  const info = lstatSync(path, { throwIfNoEntry: false });
  if (info?.isDirectory() && /[\\/]tessera-[A-Za-z0-9]{6}$/.test(path)) rmSync(path, { recursive: true, force: true });
}

/** Gives the data to PostgreSQL's account again after root copied or restored it (PostgreSQL insists on owner and mode 0700). */
export function reclaimOwnership(pgDir: string, account: Account | null): void {
  const info = statSync(pgDir, { throwIfNoEntry: false });
  if (!info) return;
  if (account && info.uid !== account.uid) chownTree(pgDir, account);
  if ((info.mode & 0o077) !== 0 && (info.mode & 0o777) !== 0o750) chmodSync(pgDir, 0o700);
}

function chownTree(path: string, account: Account): void {
  const info = lstatSync(path);
  if (info.isSymbolicLink() || !existsSync(path)) return;
  chownSync(path, account.uid, account.gid);
  if (info.isDirectory()) for (const name of readdirSync(path)) chownTree(join(path, name), account);
}
