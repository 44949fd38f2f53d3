import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { fail, root } from "./project.mjs";

/**
 * Installs and builds what is missing, then becomes `tessera <args>`: in this very process, so that signals, exit code and pid are the
 * command's own.
 */
export async function become(args) {
  await install();
  if (!(await build())) fail("The build failed; its reasons are above.");
  const program = join(root, "dist", "tessera.mjs");
  if (!existsSync(program)) fail("dist/tessera.mjs is missing: the build made no command line.");
  process.setSourceMapsEnabled(true);
  process.argv.splice(1, process.argv.length, program, ...args);
  await import(pathToFileURL(program).href);
}
