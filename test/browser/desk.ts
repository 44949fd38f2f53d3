/** What the API answers, as far as tests look into it. */
type Answer = Record<string, unknown> & { id: string };

interface SignedIn {
  /** As a request sends it: name and value. */
  cookie: string;
  csrf: Record<string, string>;
}

/** What the page does when its form is sent, without the page. */
export async function signIn(url: string, email: string, password: string): Promise<SignedIn> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  const session = (await response.json()) as { csrf_header: string; csrf_token: string };
  const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return { cookie, csrf: { [session.csrf_header]: session.csrf_token } };
}

/** A signed-in caller of the API, for arranging what a browser test starts from. */
export class Desk {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  private constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  static async signIn(url: string, email: string, password: string): Promise<Desk> {
    const { cookie, csrf } = await signIn(url, email, password);
    return new Desk(url, { cookie, ...csrf });
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
