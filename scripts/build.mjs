import "./node-version.mjs";
import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { pathToFileURL } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { alone, fail, filesUnder, hashOf, root, say } from "./project.mjs";

const dist = join(root, "dist");
const configuration = ["package-lock.json", "tsconfig.json", "scripts/build.mjs"];
const entries = {
  server: "src/main.ts",
  tessera: "src/cli/tessera.ts",
  "batch-worker": "src/matching/batch/worker.ts",
};
const parts = { server: { inputs: serverInputs, make: buildServer }, page: { inputs: pageInputs, make: buildPage } };

/**
 * Brings `dist/` up to date: the server, the command line and their migrations, and the page. Only what changed is built.
 * Answers whether it went well; what did not is on stderr.
 */
export async function build() {
  return staleParts().length === 0 || alone(runBuilder);
}

/** A process of its own, so that a long-lived server does not carry the bundlers in its memory. */
function runBuilder() {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "scripts", "build.mjs"), "--now"], { stdio: ["ignore", 2, 2] });
    child.once("close", (code) => resolve(code === 0));
  });
}

function staleParts() {
  const built = readStamps();
  return Object.keys(parts).filter((name) => built[name] !== hashOf(parts[name].inputs()));
}

async function buildStale() {
  for (const name of staleParts()) {
    const since = Date.now();
    const hash = hashOf(parts[name].inputs());
    await parts[name].make();
    writeFileSync(join(dist, ".built.json"), JSON.stringify({ ...readStamps(), [name]: hash }));
    say(`Built the ${name} in ${((Date.now() - since) / 1000).toFixed(1)} s.`);
  }
}

function readStamps() {
  const path = join(dist, ".built.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}

function isSource(path) {
  return !/\.test\.tsx?$/.test(path);
}

function serverInputs() {
  return [...filesUnder("src").filter(isSource), ...configuration];
}

function pageInputs() {
  const shared = filesUnder("src").filter((path) => path.startsWith("src/core/") || path.endsWith("schemas.ts"));
  const config = existsSync(join(root, "vite.config.ts")) ? ["vite.config.ts"] : [];
  return [...filesUnder("web"), ...shared, ...config, ...configuration].filter(isSource);
}

async function buildServer() {
  const input = Object.fromEntries(Object.entries(entries).filter(([, path]) => existsSync(join(root, path))));
  const { rolldown } = await import("rolldown");
  const draft = join(dist, ".server");
  rmSync(draft, { recursive: true, force: true });
  if (Object.keys(input).length > 0) {
    const external = (id) => !id.startsWith(".") && !isAbsolute(id);
    const bundle = await rolldown({ cwd: root, input, platform: "node", external, tsconfig: false });
    const sourcemapPathTransform = (path) => path.replace("../", ""); // it will stand one folder higher
    const names = { entryFileNames: "[name].mjs", chunkFileNames: "[name]-[hash].mjs" }; // flat: beside migrations/
    await bundle.write({ dir: draft, format: "esm", sourcemap: true, sourcemapPathTransform, ...names });
  }
  const migrations = join(root, "src", "platform", "migrations");
  if (existsSync(migrations)) cpSync(migrations, join(draft, "migrations"), { recursive: true });
  putInPlace(draft);
}

function putInPlace(draft) {
  mkdirSync(draft, { recursive: true });
  const fresh = readdirSync(draft);
  const old = readdirSync(dist).filter((name) => /\.mjs(\.map)?$/.test(name) || name === "migrations");
  for (const name of old)
    if (!fresh.includes(name) || name === "migrations") rmSync(join(dist, name), { recursive: true });
  for (const name of fresh) renameSync(join(draft, name), join(dist, name));
  rmSync(draft, { recursive: true });
}

async function buildPage() {
  if (!existsSync(join(root, "web", "index.html"))) return;
  const { build: viteBuild } = await import("vite");
  const draft = join(dist, ".page");
  process.env.NODE_ENV = "production"; // React has a development build, three times as large
  await viteBuild({
    configFile: join(root, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: draft, emptyOutDir: true },
  });
  rmSync(join(dist, "web"), { recursive: true, force: true });
  renameSync(draft, join(dist, "web"));
}

function plain(text) {
  return process.stderr.isTTY ? text : stripVTControlCharacters(text);
}

async function main() {
  if (process.argv.includes("--now")) {
    process.chdir(root);
    await buildStale().catch((error) => fail(plain(error.message)));
    return;
  }
  const { install } = await import("./install.mjs");
  await install();
  if (!(await build())) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main();
