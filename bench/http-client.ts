import { connect, type Socket } from "node:net";

/**
 * One keep-alive connection that asks one thing at a time. As little HTTP as there can be: on a small machine the client's own
 * work would otherwise be counted against the server.
 */
export class HttpClient {
  readonly #socket: Socket;
  readonly #head: string;
  #received: Buffer[] = [];
  #bytes = 0;
  #due: { head: number; whole: number } | undefined;
  #settle: ((answer: { status: number; body: string }) => void) | undefined;
  #fail: ((error: Error) => void) | undefined;

  private constructor(socket: Socket, head: string) {
    this.#socket = socket;
    this.#head = head;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#receive(chunk));
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

  #receive(chunk: Buffer): void {
    this.#received.push(chunk);
    this.#bytes += chunk.length;
    this.#due ??= this.#answerLength();
    if (this.#due === undefined || this.#bytes < this.#due.whole) return;
    const answer = Buffer.concat(this.#received);
    const { head } = this.#due;
    [this.#received, this.#bytes, this.#due] = [[], 0, undefined];
    this.#settle?.({ status: Number(answer.subarray(9, 12)), body: answer.subarray(head).toString() });
  }

  /** Bytes of the answer's head, and of all of it, once its head is there. */
  #answerLength(): { head: number; whole: number } | undefined {
    const begun = Buffer.concat(this.#received).toString("latin1");
    const end = begun.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    const length = /content-length: (\d+)/i.exec(begun.slice(0, end))?.[1];
    if (length === undefined) this.#fail?.(new Error("An answer without content-length."));
    return { head: end + 4, whole: end + 4 + Number(length) };
  }
}
