import "./node-version.mjs";
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkTexts } from "./check-texts.mjs";
import { install, npmCommand } from "./install.mjs";
import { print, root } from "./project.mjs";

const fewestModules = 30;
const bin = (path) => [process.execPath, join(root, "node_modules", path)];
const folders = ["src", "web", "test", "bench"].filter((folder) => existsSync(join(root, folder)));

/** A gate answers with what is wrong, or null; `{ notice }` when it could not look. */
const gates = {
  types: () => run([...bin("ts7/bin/tsc"), "-p", "."]),
  lint: () => run([...bin("oxlint/bin/oxlint"), "--type-aware", "--deny-warnings", "--format=unix"]),
  format: () => run([...bin("prettier/bin/prettier.cjs"), "--check", "--log-level", "warn", "."]),
  imports: checkImports,
  "dead code": () => run([...bin("knip/bin/knip.js"), "--no-progress"]),
  texts: () => checkTexts().join("\n") || null,
  audit: auditPackages,
};

/** Runs every gate, prints one line for each and all that is wrong, and returns the names of those that failed. */
export async function check() {
  const failed = [];
  await inTurns(Object.entries(gates), async ([name, gate]) => {
    const since = Date.now();
    const result = await gate();
    const seconds = ((Date.now() - since) / 1000).toFixed(1).padStart(6);
    const notice = result?.notice ? `  (skipped: ${result.notice})` : "";
    const wrong = typeof result === "string";
    print(
      `${wrong ? "FAIL" : "ok  "} ${name.padEnd(10)} ${seconds} s${notice}${wrong ? `\n${result.trimEnd()}\n` : ""}`,
    );
    if (wrong) failed.push(name);
  });
  return failed;
}

/** Two at a time: the type checker and the linter each keep a core busy. */
async function inTurns(jobs, work) {
  const queue = [...jobs];
  const worker = async () => {
    for (let job = queue.shift(); job; job = queue.shift()) await work(job);
  };
  await Promise.all([worker(), worker()]);
}

async function run(command) {
  const { code, output } = await capture(command);
  return code === 0 ? null : output || `exit code ${code}`;
}

function capture([program, ...args]) {
  return new Promise((resolve) => {
    const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };
    const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const errors = [];
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => errors.push(chunk));
    child.once("error", (error) => resolve({ code: -1, output: error.message, stdout: "" }));
    child.once("close", (code) => resolve({ code, stdout: output, output: output + Buffer.concat(errors) }));
  });
}

/** dependency-cruiser is content with no modules at all when its TypeScript cannot parse them, so they are counted. */
async function checkImports() {
  const config = ["--config", ".dependency-cruiser.cjs", "--output-type", "json"];
  const { stdout, output } = await capture([
    ...bin("dependency-cruiser/bin/dependency-cruise.mjs"),
    ...folders,
    ...config,
  ]);
  let summary;
  try {
    ({ summary } = JSON.parse(stdout));
  } catch {
    return output;
  }
  if (summary.totalCruised < fewestModules)
    return `Only ${summary.totalCruised} modules were seen; the checker does not work.`;
  const lines = summary.violations.map(({ rule, from, to, cycle }) => {
    const way = cycle?.map(({ name }) => name).join(" -> ") ?? to;
    return `${rule.name}: ${from} -> ${way}`;
  });
  return lines.length > 0 ? lines.join("\n") : null;
}

/** Known holes in what a production install brings. Not every registry can be asked, and none without a network. */
function auditPackages() {
  const args = ["audit", "--json", "--omit=dev", "--audit-level=high", "--fetch-retries=0", "--fetch-timeout=15000"];
  const [program, ...before] = npmCommand();
  const { stdout } = spawnSync(program, [...before, ...args], { cwd: root, encoding: "utf8", timeout: 30_000 });
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    return { notice: "the registry did not answer" };
  }
  const found = report.metadata?.vulnerabilities;
  if (!found) return { notice: "the registry does not answer audits" };
  if (found.high + found.critical === 0) return null;
  const serious = Object.values(report.vulnerabilities).filter(({ severity }) =>
    ["high", "critical"].includes(severity),
  );
  return serious.map(({ name, severity, range }) => `${severity}: ${name} ${range}`).join("\n");
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  await install();
  const failed = await check();
  process.exitCode = failed.length > 0 ? 1 : 0;
}
