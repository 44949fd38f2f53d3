import { Presets, SingleBar } from "cli-progress";

/** Results go to stdout, everything else to stderr, so that a command can be piped. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

export interface Progress {
  update: (done: number, all: number) => void;
  stop: () => void;
}

/** A bar on a terminal, silence in a pipe. */
export function openProgress(what: string): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    { format: `${what} {bar} {value}/{total} {eta_formatted}`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, all) {
      if (!started) bar.start(all, done);
      started = true;
      bar.setTotal(all);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
