import { connect, type Socket } from "node:net";

/**
 * One keep-alive connection that asks one thing at a time. As little HTTP as there can be: on a small machine the client's own
 * work would otherwise be counted against the server.
 */
export class HttpClient {
  readonly #socket: Socket;
  readonly #head: string;
  #received = "";
  #settle: ((answer: { status: number; body: string }) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, head: string) {
    this.#socket = socket;
    this.#head = head;
    socket.setEncoding("utf8").setNoDelay(true);
    socket.on("data", (chunk: string) => this.#receive(chunk));
    socket.on("error", (error) => this.#fail?.(error));
    socket.on("close", () => this.#fail?.(new Error("The server closed the connection.")));
  }

  static async open(url: string, token: string): Promise<HttpClient> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    return new HttpClient(socket, `host: ${host}\r\nauthorization: Bearer ${token}\r\n`);
  }

  post(path: string, body: unknown): Promise<{ status: number; body: string }> {
    const text = JSON.stringify(body);
    const head = `POST ${path} HTTP/1.1\r\n${this.#head}content-type: application/json\r\n`;
    return this.#send(`${head}content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  get(path: string): Promise<{ status: number; body: string }> {
    return this.#send(`GET ${path} HTTP/1.1\r\n${this.#head}\r\n`);
  }

  #send(request: string): Promise<{ status: number; body: string }> {
    this.#socket.write(request);
    return new Promise((resolve, reject) => {
      this.#settle = resolve;
      this.#fail = reject;
    });
  }

  close(): void {
    this.#fail = undefined;
    this.#socket.destroy();
  }

  #receive(chunk: string): void {
    this.#received += chunk;
    const end = this.#received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = /content-length: (\d+)/i.exec(this.#received.slice(0, end))?.[1];
    if (length === undefined) return this.#fail?.(new Error("An answer without content-length."));
    const body = this.#received.slice(end + 4);
    if (Buffer.byteLength(body) < Number(length)) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = "";
    this.#settle?.({ status, body });
  }
}
