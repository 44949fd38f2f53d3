/** What the API answers, as far as tests look into it. */
type Answer = Record<string, unknown> & { id: string };

/** A signed-in caller of the API, for arranging what a browser test starts from. */
export class Desk {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  private constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  static async signIn(url: string, email: string, password: string): Promise<Desk> {
    const response = await fetch(`${url}/api/v1/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email, password }),
    });
    const session = (await response.json()) as { csrf_header: string; csrf_token: string };
    const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    return new Desk(url, { cookie, [session.csrf_header]: session.csrf_token });
  }

  async get(path: string): Promise<Answer> {
    return await this.#send(path, { method: "GET" });
  }

  async post(path: string, body: unknown): Promise<Answer> {
    const headers = { "content-type": "application/json", "idempotency-key": crypto.randomUUID() };
    return await this.#send(path, { method: "POST", headers, body: JSON.stringify(body) });
  }

  /** Throws with the server's answer when it is not a success. */
  async #send(path: string, request: RequestInit): Promise<Answer> {
    const headers = { ...this.#headers, ...(request.headers as Record<string, string>) };
    const response = await fetch(`${this.#url}/api/v1${path}`, { ...request, headers });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${request.method} ${path}: ${response.status} ${answer}`);
    return JSON.parse(answer) as Answer;
  }
}
