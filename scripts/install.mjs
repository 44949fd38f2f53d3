import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { alone, fail, hashOf, root, say } from "./project.mjs";

const stamp = join(root, "node_modules", ".tessera-install");

/** Installs the packages of the lock file, development ones included, unless they are there already. */
export async function install() {
  if (isInstalled()) return;
  await alone(() => {
    if (!isInstalled()) installNow();
  });
}

function isInstalled() {
  const wanted = wantedStamp();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return true;
  if (!matchesLockFile()) return false;
  writeStamp(wanted); // installed by hand
  return true;
}

function wantedStamp() {
  const { dependencies, devDependencies, optionalDependencies, overrides } = readJson("package.json");
  const manifest = JSON.stringify([dependencies, devDependencies, optionalDependencies, overrides]);
  return hashOf(["package-lock.json"], `${manifest} ${process.platform} ${process.arch}`);
}

/** npm keeps its own list of what it put into node_modules; packages for other platforms are missing there by right. */
function matchesLockFile() {
  if (!existsSync(join(root, "node_modules", ".package-lock.json"))) return false;
  const present = readJson("node_modules/.package-lock.json").packages;
  return Object.entries(readJson("package-lock.json").packages).every(
    ([path, { version, optional }]) => path === "" || (present[path] ? present[path].version === version : optional),
  );
}

function installNow() {
  say("Installing packages from the npm registry (about a minute the first time) ...");
  const since = Date.now();
  const exact = npm(["ci"]);
  if (exact !== 0) say("npm ci did not succeed; trying npm install.");
  if (exact !== 0 && npm(["install", "--no-save"]) !== 0) {
    fail(
      "The packages could not be installed. Is the npm registry reachable, and may this user write here? npm's reasons are above.",
    );
  }
  writeStamp(wantedStamp());
  say(`Installed in ${Math.round((Date.now() - since) / 1000)} s.`);
}

/** Runs npm with every kind of package, whatever NODE_ENV or a user's npm configuration would leave out. */
export function npm(args, options = { stdio: ["ignore", 2, 2] }) {
  const [program, ...before] = npmCommand();
  const { NODE_ENV: _, ...env } = process.env;
  const include = ["--include=dev", "--include=optional", "--include=peer"];
  const { status, error } = spawnSync(program, [...before, ...args, ...include], { cwd: root, env, ...options });
  if (error) fail(`npm could not be started: ${error.message}`);
  return status;
}

/** The npm that runs us, the one beside this Node, or the one on the PATH. */
export function npmCommand() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath,
    resolve(beside, "../lib/node_modules/npm/bin/npm-cli.js"),
    resolve(beside, "node_modules/npm/bin/npm-cli.js"),
  ];
  const cli = candidates.find((path) => path?.endsWith("npm-cli.js") && existsSync(path));
  return cli ? [process.execPath, cli] : ["npm"];
}

function writeStamp(text) {
  try {
    writeFileSync(stamp, text);
  } catch {
    // somebody else's node_modules: it is compared again next time
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}
