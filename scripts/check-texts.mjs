import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { filesUnder, root } from "./project.mjs";

const longest = 300;
const code = /^(src|web|test|bench)\/.*\.(ts|tsx|mjs)$/;
const mayBeLong = /\.test\.tsx?$|generated|locales/;
const emptyNames = /(^|\/)(utils?|helpers?|common|misc|manager|base)(\.|\/)/;
const unfinished = /\b(it|test|describe)\.(skip|only|todo)\b|\b(TODO|FIXME)\b|@ts-(ignore|nocheck|expect-error)/;

/** What is wrong with names, lengths and words in the project's files, a line each. */
export function checkTexts() {
  const files = projectFiles();
  if (files.length === 0) return ["No file was seen; the check does not work."];
  return files.flatMap((path) => [...wrongName(path), ...wrongText(path)]);
}

function wrongName(path) {
  return emptyNames.test(path) ? [`${path}: this name says nothing about what is inside`] : [];
}

function wrongText(path) {
  if (!existsSync(join(root, path))) return []; // deleted, not yet committed
  const text = readFileSync(join(root, path), "utf8");
  if (text.includes("\0")) return []; // an image or a font
  const lines = text.split("\n");
  const findings = [];
  if (/^(src|web)\//.test(path) && code.test(path) && !mayBeLong.test(path) && lines.length - 1 > longest) {
    findings.push(`${path}: ${lines.length - 1} lines, ${longest} at most`);
  }
  lines.forEach((line, index) => {
    const place = `${path}:${index + 1}`;
    for (const folder of machineFolders)
      if (line.includes(folder)) findings.push(`${place}: a path of this machine (${folder})`);
    const word = code.test(path) && unfinished.exec(line)?.[0];
    if (word) findings.push(`${place}: ${word}`);
  });
  return findings;
}

/** Folders that would betray on which machine a text was written; those that every machine has prove nothing. */
const machineFolders = [dirname(root), root, homedir()]
  .filter((folder) => !["/", "/tmp", "/home", "/opt", "/srv", "/var/tmp", "/app"].includes(folder))
  .map((folder) => `${folder}/`);

/** Everything that git knows or would add; without git, the folders of the sources. */
function projectFiles() {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { status, stdout } = spawnSync("git", args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (status === 0) return stdout.split("\0").filter((path) => path && path !== "package-lock.json");
  return ["src", "web", "test", "bench", "scripts", "docs"].flatMap(filesUnder);
}
