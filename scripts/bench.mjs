import "./node-version.mjs";
import { spawn } from "node:child_process";
import { isAbsolute, join } from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { fail, filesUnder, root } from "./project.mjs";

const [name, ...args] = process.argv.slice(2);
const folder = join(root, "dist", "bench");

/** What can be measured: the files of `bench/` that start something. */
const names = filesUnder("bench").flatMap(
  (path) => /^bench\/(booking|availability|slots|growth|overload|matching|patients)\.ts$/.exec(path)?.[1] ?? [],
);

/** Benchmarks run like the server does, bundled and without the tests' tools. */
async function bundle() {
  const { rolldown } = await import("rolldown");
  const external = (id) => !id.startsWith(".") && !isAbsolute(id);
  const input = { [name]: `bench/${name}.ts`, "batch-worker": "src/matching/batch/worker.ts" };
  const made = await rolldown({ cwd: root, input, platform: "node", external, tsconfig: false });
  await made.write({ dir: folder, format: "esm", sourcemap: true, entryFileNames: "[name].mjs" });
}

if (!names.includes(name)) fail(`Usage: npm run bench -- <${names.join(" | ")}> [--json]`);
await install();
if (!(await build())) fail("The build failed; its reasons are above.");
await bundle();
const child = spawn(process.execPath, ["--enable-source-maps", join(folder, `${name}.mjs`), ...args], {
  cwd: root,
  stdio: "inherit",
});
child.once("close", (code) => (process.exitCode = code ?? 1));
