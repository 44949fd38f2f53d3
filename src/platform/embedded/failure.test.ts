import { expect, test } from "vitest";
import { EmbeddedFailure, failureFromOutput, failureFromSystem } from "./failure.ts";

test.each([
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', "disk_full"],
  [
    'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.',
    "disk_full",
  ],
  ['initdb: error: could not create directory "pg/base": Permission denied', "no_permission"],
  ['FATAL:  data directory "/x/pg" has wrong ownership', "no_permission"],
  ['LOG:  could not bind IPv4 address "127.0.0.1": Address already in use', "port_taken"],
  ["postgres: error while loading shared libraries: libicui18n.so.60: cannot open shared object file", "not_supported"],
  ["PANIC:  could not locate a valid checkpoint record", "start_failed"],
])("%s is %s", (output, code) => {
  const failure = failureFromOutput("Starting PostgreSQL", `${output}\n`);
  expect(failure.code).toBe(code);
  expect(failure.message).toContain(output);
});

test("only the last lines of a long log are repeated", () => {
  const log = Array.from({ length: 500 }, (_, line) => `line ${line}`).join("\n");
  expect(failureFromOutput("Starting PostgreSQL", log).message.split("\n")).toHaveLength(13);
});

test.each([
  ["ENOSPC", "disk_full"],
  ["EDQUOT", "disk_full"],
  ["EACCES", "no_permission"],
  ["EROFS", "no_permission"],
])("%s is %s", (code, expected) => {
  const error = Object.assign(new Error(`${code}: mkdir 'data'`), { code });
  expect(failureFromSystem("Making data", error)).toMatchObject({ code: expected, cause: error });
});

test("what is unknown, or is a failure already, stays what it is", () => {
  const unknown = new Error("boom");
  const known = new EmbeddedFailure("other_version", "no");
  expect(failureFromSystem("x", unknown)).toBe(unknown);
  expect(failureFromSystem("x", known)).toBe(known);
});
