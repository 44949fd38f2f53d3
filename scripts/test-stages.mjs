import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { install } from "./install.mjs";
import { print, root } from "./project.mjs";

const projects = ["unit", "database", "browser"];
const needBuild = ["database", "browser"];
const stages = ["check", ...projects];
/** Of a failure that is told again; the whole of it stands where it happened. */
const mostLines = 20;

/**
 * Installs, checks, builds and tests; everything runs even when something failed before. The arguments choose stages by name
 * (check, unit, database, browser) or test files by a part of their path.
 *
 * What failed is told again at the end, where a reader of a long log looks first. The last line alone says `N passed, N failed`:
 * tests, and each gate, build or suite that failed as a whole. Returns the exit code.
 */
export async function test(args) {
  const since = Date.now();
  const chosen = stages.filter((stage) => args.includes(stage));
  const filters = args.filter((arg) => !stages.includes(arg));
  await install();
  const results = [];
  if (filters.length > 0) {
    results.push(await runBuild());
    results.push(await runTests("selected tests", [...filters, ...chosen.map((name) => `--project=${name}`)]));
  } else {
    const wanted = chosen.length > 0 ? chosen : stages;
    if (wanted.includes("check")) results.push(await runGates());
    if (wanted.some((name) => needBuild.includes(name))) results.push(await runBuild());
    for (const name of projects.filter((name) => wanted.includes(name)))
      results.push(await runTests(name, [`--project=${name}`]));
  }
  return summarize(results, since);
}

async function runBuild() {
  print("\n== build");
  const since = Date.now();
  const failed = (await build()) ? 0 : 1;
  return { name: "build", passed: 0, failed, note: "", seconds: secondsSince(since) };
}

async function runGates() {
  print("\n== check");
  const since = Date.now();
  const failed = await check();
  return { name: "check", passed: 0, failed: failed.length, note: failed.join(", "), seconds: secondsSince(since) };
}

async function runTests(name, args) {
  print(`\n== ${name}`);
  const since = Date.now();
  const report = join(root, "dist", "tests", `${name.replaceAll(" ", "-")}.json`);
  rmSync(report, { force: true });
  const code = await vitest([...args, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  return { name, ...readReport(report, code), seconds: secondsSince(since) };
}

/** A suite that breaks before its first test, and a run that breaks as a whole, count as one failure each. */
function readReport(path, code) {
  if (!existsSync(path)) return { passed: 0, failed: 1, note: "the run broke off" };
  const { numPassedTests: passed, testResults } = JSON.parse(readFileSync(path, "utf8"));
  const failures = testResults.flatMap(failuresOf);
  const failed = failures.length;
  if (passed + failed === 0) return { passed, failed: 1, note: "no test was found" };
  if (failed === 0 && code !== 0) return { passed, failed: 1, note: "an error outside of the tests" };
  return { passed, failed, note: "", failures };
}

/** What one test file has to tell: its failed tests, or why it broke before the first of them. */
function failuresOf({ name: path, status, message, assertionResults }) {
  const file = relative(root, path);
  const failed = assertionResults.filter((result) => result.status === "failed");
  if (failed.length === 0 && status === "failed") return [{ title: file, message }];
  return failed.map(({ fullName, duration, failureMessages }) => ({
    title: `${file} > ${fullName} (${Math.round(duration)} ms)`,
    message: failureMessages.join("\n"),
  }));
}

/** Vitest in our terminal. Ctrl-C reaches it by itself; a signal to us alone is handed on, so that it cleans up. */
function vitest(args) {
  const program = join(root, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [program, "run", ...args], { cwd: root, stdio: ["ignore", 1, 2] });
  const handOn = (signal) => child.kill(signal);
  const wait = () => undefined;
  process.on("SIGTERM", handOn).on("SIGINT", wait);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      process.off("SIGTERM", handOn).off("SIGINT", wait);
      if (signal || code === 130) process.exit(signal === "SIGTERM" ? 143 : 130);
      resolve(code);
    });
  });
}

function summarize(results, since) {
  for (const { title, message } of results.flatMap(({ failures = [] }) => failures)) {
    print(`\nFAILED ${title}`);
    const lines = message.split("\n").filter((line) => !line.includes("node_modules"));
    print(lines.slice(0, mostLines).join("\n"));
  }
  print("");
  for (const { name, passed, failed, note, seconds } of results) {
    const state = failed > 0 ? "FAIL" : "ok  ";
    const counts = ["check", "build"].includes(name) ? "" : `${passed} passed, ${failed} failed`;
    print(`${state} ${name.padEnd(15)} ${String(seconds).padStart(5)} s  ${[counts, note].filter(Boolean).join("; ")}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  print(`Everything took ${secondsSince(since)} s.`);
  print(`${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") > 0 ? 1 : 0;
}

function secondsSince(since) {
  return Math.round((Date.now() - since) / 1000);
}
