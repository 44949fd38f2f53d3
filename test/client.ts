/** A caller of the API, the way a program or a page calls it. */

export interface Answer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

/** What every refusal looks like; tests read a refusal as this unless they say otherwise. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  request_id: string;
  errors?: { pointer: string; code: string; detail: string }[];
  reasons?: { code: string }[];
  alternatives?: { starts_at: string }[];
  found_status?: string;
}

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

export class Client {
  readonly #url: string;
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string>) {
    this.#url = url;
    this.#headers = headers;
  }

  /** Sends JSON when there is a body. Paths begin behind `/api/v1`, or at the root when they start with `//`. */
  async send<Body = ProblemBody>(
    method: Method,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const json = body === undefined ? {} : { "content-type": "application/json" };
    return await this.sendRaw<Body>(method, path, {
      headers: { ...json, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Sends exactly these bytes with exactly these headers, besides the caller's own. */
  async sendRaw<Body = ProblemBody>(
    method: Method,
    path: string,
    { headers = {}, body }: { headers?: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> },
  ): Promise<Answer<Body>> {
    const address = path.startsWith("//") ? path.slice(1) : `/api/v1${path}`;
    const response = await fetch(this.#url + address, {
      method,
      headers: { ...this.#headers, ...headers },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get("content-type") ?? "");
    return { status: response.status, body: (isJson ? JSON.parse(text) : text) as Body, headers: response.headers };
  }

  async get<Body = ProblemBody>(path: string): Promise<Answer<Body>> {
    return await this.send<Body>("GET", path);
  }

  async post<Body = ProblemBody>(path: string, body?: unknown): Promise<Answer<Body>> {
    return await this.send<Body>("POST", path, body);
  }
}
