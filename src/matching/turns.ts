/** Lets so many in at once; others wait in line. */
export class Turns {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** Resolves when it is somebody's turn, who says `leave` afterwards; rejects for who stops waiting. */
  async enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const gone = () => {
        this.#line.splice(this.#line.indexOf(called), 1);
        reject(signal.reason as Error);
      };
      const called = () => {
        signal.removeEventListener("abort", gone);
        resolve();
      };
      this.#line.push(called);
      signal.addEventListener("abort", gone, { once: true });
    });
  }

  /** Gives the turn to the next one in line. */
  leave(): void {
    const next = this.#line.shift();
    if (next) next();
    else this.#free += 1;
  }
}
