export interface CurvePoint {
  ms: number;
  objective: number;
  bound: number;
}

const eachMs = 250;

/** How the best plan and the bound come towards each other. */
export class Course {
  readonly curve: CurvePoint[] = [];
  readonly #elapsed: () => number;
  readonly #onProgress: ((point: CurvePoint) => void) | undefined;
  #objective: number;
  #bound = 0;
  #noted = 0;

  constructor(objective: number, elapsed: () => number, onProgress?: (point: CurvePoint) => void) {
    this.#objective = objective;
    this.#elapsed = elapsed;
    this.#onProgress = onProgress;
    this.note();
  }

  get objective(): number {
    return this.#objective;
  }
  get bound(): number {
    return this.#bound;
  }
  get isProved(): boolean {
    return this.#bound >= this.#objective;
  }
  get isDue(): boolean {
    return this.#elapsed() - this.#noted >= eachMs;
  }

  /** Costs are whole, so what no plan goes below is rounded up. */
  raise(bound: number): void {
    this.#bound = Math.max(this.#bound, Math.ceil(bound));
  }

  lower(objective: number): void {
    this.#objective = Math.min(this.#objective, objective);
  }

  note(): void {
    this.#noted = this.#elapsed();
    const point = { ms: Math.round(this.#noted), objective: this.#objective, bound: this.#bound };
    this.curve.push(point);
    this.#onProgress?.(point);
  }
}
