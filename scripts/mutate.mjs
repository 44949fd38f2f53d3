import "./node-version.mjs";
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";
import { fail, print, root } from "./project.mjs";

const report = join(root, "dist", "mutation", "report.json");
const lowest = 80;
const kinds = ["rules", "use-cases"];

/** Mutants by file: how many a test noticed, of how many; and those that none did. */
function read() {
  const { files } = JSON.parse(readFileSync(report, "utf8"));
  return Object.entries(files).map(([path, { source, mutants }]) => {
    const told = mutants.filter(({ status }) => !["Ignored", "CompileError"].includes(status));
    const noticed = told.filter(({ status }) => ["Killed", "Timeout"].includes(status));
    const lines = source.split("\n");
    const missed = told.filter((mutant) => !noticed.includes(mutant)).map((mutant) => say(path, lines, mutant));
    return { path, noticed: noticed.length, all: told.length, missed };
  });
}

function say(path, lines, { status, mutatorName, replacement, location: { start }, testsCompleted }) {
  const untested = status === "Survived" && testsCompleted === 0 ? " (no test was run: run it again)" : "";
  const line = lines[start.line - 1].trim();
  return `${path}:${start.line}:${start.column} ${status}${untested} ${mutatorName}: ${line} => ${replacement ?? ""}`;
}

function summarize(files) {
  const sum = (key) => files.reduce((total, file) => total + file[key], 0);
  const whole = { path: "together", noticed: sum("noticed"), all: sum("all") };
  for (const { missed } of files) for (const line of missed) print(line);
  print("");
  for (const { path, noticed, all } of [...files, whole])
    print(`${score({ noticed, all }).toFixed(1).padStart(5)} %  ${String(noticed).padStart(4)} of ${all}  ${path}`);
  return score(whole);
}

const score = ({ noticed, all }) => (all === 0 ? 100 : (100 * noticed) / all);

function stryker(kind, args) {
  const program = join(root, "node_modules", "@stryker-mutator", "core", "bin", "stryker.js");
  const env = { ...process.env, MUTATE: kind };
  const child = spawn(process.execPath, [program, "run", ...args], { cwd: root, env, stdio: ["ignore", 2, 2] });
  return new Promise((resolve) => child.once("close", (code, signal) => resolve(signal ? 130 : code)));
}

const [kind = "rules", ...paths] = process.argv.slice(2);
if (!kinds.includes(kind)) fail(`Usage: npm run mutate -- [${kinds.join(" | ")}] [path[:first-last] ...]`);
await install();
rmSync(report, { force: true });
const code = await stryker(kind, paths.length > 0 ? ["--mutate", paths.join(",")] : []);
if (!existsSync(report)) fail(`The tests could not be asked (exit code ${code}); the reasons are above.`);
const reached = summarize(read());
if (kind === "rules" && reached < lowest) fail(`Below ${lowest} %.`);
