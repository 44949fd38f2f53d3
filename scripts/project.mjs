import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Folder of the project. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Progress goes to stderr: what a command answers on stdout belongs to the caller. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** What a check or a test found is the answer itself, on stdout. */
export function print(line) {
  process.stdout.write(`${line}\n`);
}

/** Ends this script with a sentence instead of a stack. */
export function fail(sentence) {
  say(sentence);
  process.exit(1);
}

/** Paths under `folder`, relative to the project, sorted; none when it is missing. */
export function filesUnder(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(path) : [path];
    })
    .sort();
}

/** One hash over names and contents, and over `extra`. */
export function hashOf(paths, extra = "") {
  const hash = createHash("sha256").update(extra);
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}

/** Runs `work` while no other Tessera script of this folder installs or builds; waits for one that does. */
export async function alone(work) {
  const path = join(root, "dist", ".lock");
  mkdirSync(dirname(path), { recursive: true });
  for (let waited = false; !tryLock(path); waited = true) {
    const owner = ownerOf(path);
    if (owner === null) continue;
    if (!waited) say(`Waiting for another Tessera script (pid ${owner}) ...`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const unlock = () => rmSync(path, { force: true });
  process.once("exit", unlock);
  try {
    return await work();
  } finally {
    unlock();
    process.off("exit", unlock);
  }
}

function tryLock(path) {
  try {
    const file = openSync(path, "wx");
    writeSync(file, String(process.pid));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** The pid that holds the lock; null when it is gone, and then the lock goes too. */
function ownerOf(path) {
  const pid = existsSync(path) ? Number(readFileSync(path, "utf8")) : 0;
  try {
    if (pid > 0 && process.kill(pid, 0)) return pid;
  } catch (error) {
    if (error.code === "EPERM") return pid;
  }
  rmSync(path, { force: true });
  return null;
}
