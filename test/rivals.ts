/** What a call was answered; `body` as far as tests look into it. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

/** A program at the desk of a running server, with its token. Connections are kept and shared, as many as there are rivals. */
export class Rival {
  readonly #base: string;
  readonly #token: string;

  constructor(url: string, token: string) {
    this.#base = `${url}/api/v1`;
    this.#token = token;
  }

  get(path: string): Promise<Answer> {
    return this.#send("GET", path);
  }

  post(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send("POST", path, body, headers);
  }

  delete(path: string): Promise<Answer> {
    return this.#send("DELETE", path);
  }

  async #send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      headers: response.headers,
      body: response.status === 204 ? {} : ((await response.json()) as Record<string, unknown>),
    };
  }
}

/** How many answers had each status: `{ 201: 1, 409: 49 }`. */
export function tally(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Starts `count` calls at once and waits for all of them. */
export function atOnce(count: number, call: (i: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: count }, (_, i) => call(i)));
}
