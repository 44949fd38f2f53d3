import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { print, root } from "./project.mjs";

/** Of a failure that is told again; the whole of it stands where it happened. */
const mostLines = 20;
/** More files than these do not fail by chance. */
const mostFiles = 4;
/** What Vitest says of a test or hook that ran out of time, where it should say just that. */
const misnamed = "STACK_TRACE_ERROR";
const outOfTime = /^(Error: )?(ran out of time|(Test|Hook) timed out)/;

/**
 * What one run of Vitest found, file by file. A file that breaks before its first test, and a run that breaks as a whole, count as one
 * failure each.
 */
export function readReport(path, code) {
  if (!existsSync(path)) return { files: [], note: "the run broke off" };
  const files = JSON.parse(readFileSync(path, "utf8")).testResults.map(readFile);
  if (files.every(({ passed, failures }) => passed + failures.length === 0))
    return { files, note: "no test was found" };
  if (code !== 0 && failuresOf(files).length === 0) return { files, note: "an error outside of the tests" };
  return { files, note: "" };
}

function readFile({ name: path, status, message, assertionResults }) {
  const file = relative(root, path);
  const passed = assertionResults.filter((result) => result.status === "passed").length;
  const failed = assertionResults.filter((result) => result.status === "failed");
  if (failed.length === 0 && status === "failed") return { file, passed, failures: [{ title: file, message }] };
  const failures = failed.map(({ fullName, duration, failureMessages }) => ({
    title: `${file} > ${fullName} (${Math.round(duration)} ms)`,
    message: failureMessages.join("\n").replace(misnamed, "ran out of time"),
  }));
  return { file, passed, failures };
}

/**
 * The files that are asked once more, by themselves and with a clinic of their own: those in which a page was not in time, which a
 * test that broke off halfway has used up, and elsewhere those where nothing failed but the clock. What is wrong stays wrong.
 */
export function lateFiles(project, { files, note }) {
  const failed = files.filter(({ failures }) => failures.length > 0);
  const late = project === "browser" ? failed : failed.filter(({ failures }) => failures.every(isOutOfTime));
  return note || late.length > mostFiles ? [] : late.map(({ file }) => file);
}

const isOutOfTime = ({ message }) => outOfTime.test(message);

/** The report with these files as they were found when asked again; a run that broke off then says nothing better. */
export function askedAgain(report, again) {
  if (again.note) return report;
  const found = new Map(again.files.map((one) => [one.file, one]));
  return { ...report, files: report.files.map((one) => found.get(one.file) ?? one) };
}

export function countsOf({ files, note }) {
  const failed = failuresOf(files).length + (note ? 1 : 0);
  return { passed: files.reduce((sum, { passed }) => sum + passed, 0), failed };
}

export const failuresOf = (files) => files.flatMap(({ failures }) => failures);

/** Tells failures once more, where a reader of a long log looks first. */
export function tellFailures(word, files) {
  for (const { title, message } of failuresOf(files)) {
    print(`\n${word} ${title}`);
    const lines = message.split("\n").filter((line) => !line.includes("node_modules"));
    print(lines.slice(0, mostLines).join("\n"));
  }
}
