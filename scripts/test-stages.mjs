import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { check } from "./check.mjs";
import { install } from "./install.mjs";
import { print, root } from "./project.mjs";
import { askedAgain, countsOf, lateFiles, readReport, tellFailures } from "./test-report.mjs";

const projects = ["unit", "database", "browser"];
const needBuild = ["database", "browser"];
const stages = ["check", ...projects];

/**
 * Installs, checks, builds and tests; everything runs even when something failed before. The arguments choose stages by name
 * (check, unit, database, browser) or test files by a part of their path.
 *
 * What failed is told again at the end, and what had failed before it was asked once more (`lateFiles`). The last line alone says
 * `N passed, N failed`: tests, and each gate, build or suite that failed as a whole. Returns the exit code.
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
  const first = await askVitest(name, args);
  const late = projects.includes(name) ? lateFiles(name, first) : [];
  if (late.length === 0) return { name, ...first, ...countsOf(first), seconds: secondsSince(since) };
  print(`\n== ${name}, once more: ${late.join(", ")}`);
  const report = askedAgain(first, await askVitest(`${name} again`, [...args, ...late]));
  const repeated = first.files.filter(({ file }) => late.includes(file));
  return { name, ...report, ...countsOf(report), repeated, seconds: secondsSince(since) };
}

async function askVitest(name, args) {
  const path = join(root, "dist", "tests", `${name.replaceAll(" ", "-")}.json`);
  rmSync(path, { force: true });
  const code = await vitest([...args, "--reporter=default", "--reporter=json", `--outputFile.json=${path}`]);
  return readReport(path, code);
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
  for (const { repeated = [] } of results) tellFailures("ASKED AGAIN", repeated);
  for (const { files = [] } of results) tellFailures("FAILED", files);
  print("");
  for (const { name, passed, failed, note, seconds, repeated = [] } of results) {
    const state = failed > 0 ? "FAIL" : "ok  ";
    const counts = ["check", "build"].includes(name) ? "" : `${passed} passed, ${failed} failed`;
    const again = repeated.length > 0 ? `asked again: ${repeated.map(({ file }) => file).join(", ")}` : "";
    const words = [counts, again, note].filter(Boolean).join("; ");
    print(`${state} ${name.padEnd(15)} ${String(seconds).padStart(5)} s  ${words}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  print(`Everything took ${secondsSince(since)} s.`);
  print(`${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") > 0 ? 1 : 0;
}

function secondsSince(since) {
  return Math.round((Date.now() - since) / 1000);
}
