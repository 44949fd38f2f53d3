import { randomFillSync } from "node:crypto";
import { open, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";

const lookEveryMs = 1_000;
const tryAgainMs = 60_000;
const mebibyte = 1_048_576;

interface DiskState {
  /** Whether changes are refused. */
  full: boolean;
  /** Whether the reserve's file is there. */
  held: boolean;
}

/**
 * What to do about so many free bytes. Below half of the reserve the disk counts as full, and the reserve is given to
 * PostgreSQL; with twice of it free the reserve is taken back, and changes are let in again. In between things stay as they are.
 */
export function reactToSpace({ full, held }: DiskState, free: number, reserve: number): "release" | "take" | "nothing" {
  if (free < reserve / 2) return full && !held ? "nothing" : "release";
  if (free >= reserve * 2) return full || !held ? "take" : "nothing";
  return "nothing";
}

/**
 * Space on the database's disk that is kept for the hour in which there is none.
 *
 * A PostgreSQL that cannot write a checkpoint ends and cannot start again, and with it everything that could still be read. So a
 * file holds some room. When the disk is nearly full the file goes, PostgreSQL has that room for itself, and the server lets
 * nobody change anything until there is space again.
 */
export class DiskReserve {
  readonly #folder: string;
  readonly #bytes: number;
  readonly #say: (line: string) => void;
  readonly #state: DiskState = { full: false, held: false };
  #notBefore = 0;
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;

  private constructor(folder: string, bytes: number, say: (line: string) => void) {
    this.#folder = folder;
    this.#bytes = bytes;
    this.#say = say;
  }

  /** Keeps a reserve of so many MiB in `folder`, which must exist, and looks at the disk every second; 0 keeps none. */
  static async open(folder: string, reserveMb: number, say: (line: string) => void): Promise<DiskReserve> {
    const reserve = new DiskReserve(folder, reserveMb * mebibyte, say);
    if (reserveMb === 0) return reserve;
    reserve.#state.held = await reserve.#isThere();
    // Only what cannot wait: writing the reserve may take longer than the start of everything else.
    if ((await reserve.#reaction()) === "release") await reserve.#release();
    reserve.#timer = setInterval(() => reserve.#look(), lookEveryMs);
    reserve.#timer.unref();
    return reserve;
  }

  /** Whether there is no room for changes. */
  get full(): boolean {
    return this.#state.full;
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }

  get #path(): string {
    return join(this.#folder, "reserve");
  }

  async #isThere(): Promise<boolean> {
    const found = await stat(this.#path).catch(() => null);
    return found?.size === this.#bytes;
  }

  /** What cannot be looked at now can be in a second. */
  #look(): void {
    this.#looking ??= this.#react()
      .catch(() => {})
      .finally(() => (this.#looking = undefined));
  }

  async #react(): Promise<void> {
    const reaction = await this.#reaction();
    if (reaction === "release") await this.#release();
    if (reaction === "take") await this.#take();
  }

  async #reaction(): Promise<ReturnType<typeof reactToSpace>> {
    const { bavail, bsize } = await statfs(this.#folder);
    return reactToSpace(this.#state, bavail * bsize, this.#bytes);
  }

  async #release(): Promise<void> {
    const before = this.#state.full;
    // Nobody may change anything from now on, or the room would go to them.
    this.#state.full = true;
    await rm(this.#path, { force: true });
    this.#state.held = false;
    if (before) return;
    this.#say(
      `The disk of ${this.#folder} is full: changes are refused until ${(this.#bytes * 2) / mebibyte} MiB are free.`,
    );
  }

  async #take(): Promise<void> {
    if (performance.now() < this.#notBefore) return;
    try {
      await this.#fill();
    } catch (error) {
      await rm(this.#path, { force: true });
      // There is room, but not for us: a quota, or somebody was faster.
      this.#notBefore = performance.now() + tryAgainMs;
      if (!isOutOfSpace(error)) throw error;
      return;
    }
    if (this.#state.full) this.#say(`There is room on the disk of ${this.#folder} again.`);
    Object.assign(this.#state, { full: false, held: true });
  }

  /** With what no file system can store as less. */
  async #fill(): Promise<void> {
    const file = await open(this.#path, "w", 0o600);
    try {
      const part = randomFillSync(Buffer.alloc(mebibyte));
      for (let written = 0; written < this.#bytes; written += mebibyte) await file.write(part);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

const isOutOfSpace = (error: unknown): boolean =>
  ["ENOSPC", "EDQUOT"].includes(String((error as NodeJS.ErrnoException).code));
