import { ProblemError, Unreachable } from "./problem.ts";
import type { Problem, Session } from "./types.ts";

let proof: { header: string; token: string } | null = null;
let onSignedOut: () => void = () => undefined;

/** Remembers what state-changing calls must prove; null forgets it. */
export function proveWith(session: Session | null): void {
  proof = session && { header: session.csrf_header, token: session.csrf_token };
}

/** What to do when the server says that nobody is signed in any more. */
export function whenSignedOut(act: () => void): void {
  onSignedOut = act;
}

export interface Sent {
  body?: unknown;
  /** Version on which a change was based, or the tag of what has none: sent as `If-Match`, answered 412 when stale. */
  version?: number | string | undefined;
  /** Same key and body get the first answer again. */
  idempotencyKey?: string | undefined;
  /** Goes on when the page is closed. */
  keepalive?: boolean;
}

type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** Calls the API. Throws `ProblemError` for a refusal and `Unreachable` when no answer came. */
export async function request<Answer>(method: Method, url: string, sent: Sent = {}): Promise<Answer> {
  const response = await answerOf(method, url, sent);
  if (response.status === 204) return undefined as Answer;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  const problem = asProblem(answer, response.status);
  if (response.status === 401 && proof) onSignedOut();
  throw new ProblemError(problem);
}

async function answerOf(method: Method, url: string, sent: Sent): Promise<Response> {
  const body = sent.body === undefined ? null : JSON.stringify(sent.body);
  try {
    const { keepalive = false } = sent;
    return await fetch(url, { method, credentials: "same-origin", headers: headersFor(method, sent), body, keepalive });
  } catch (error) {
    throw new Unreachable(error);
  }
}

function headersFor(method: Method, sent: Sent): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json, application/problem+json" };
  if (sent.body !== undefined) headers["content-type"] = "application/json";
  if (method !== "GET" && proof) headers[proof.header] = proof.token;
  if (sent.version !== undefined) headers["if-match"] = `"${sent.version}"`;
  if (sent.idempotencyKey) headers["idempotency-key"] = sent.idempotencyKey;
  return headers;
}

function asProblem(answer: unknown, status: number): Problem {
  if (typeof answer === "object" && answer !== null && "code" in answer) return answer as Problem;
  return { type: "about:blank", title: "", status, code: `status_${status}`, detail: "", request_id: "" };
}
