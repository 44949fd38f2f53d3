import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DomainError } from "../../core/errors.ts";

/** The version that `If-Match` names, or null when the caller does not mind. */
export function expectedVersion(request: FastifyRequest): number | null {
  const header = request.headers["if-match"];
  if (header === undefined || header === "*") return null;
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
  if (version === undefined) throw new DomainError("version_mismatch", "If-Match must be the ETag of the last answer.");
  return Number(version);
}

/** Sends a stored thing with its version as ETag. */
export function withEtag<Stored extends { version: number }>(reply: FastifyReply, stored: Stored): Stored {
  reply.header("etag", `"${stored.version}"`);
  return stored;
}

/** Sends a large answer only when the caller does not have it already: its ETag is made of its content. */
export function unlessUnchanged(request: FastifyRequest, reply: FastifyReply, answer: object): object | undefined {
  const etag = `"${createHash("sha256").update(JSON.stringify(answer)).digest("base64url")}"`;
  reply.header("etag", etag);
  if (request.headers["if-none-match"] !== etag) return answer;
  reply.code(304);
  return undefined;
}

/** Throws `version_mismatch` when the thing has moved on since the caller read it. */
export function requireVersion(expected: number | null, found: { version: number }): void {
  if (expected !== null && expected !== found.version) throw stale();
}

/** For the update that found its row already changed by somebody else. */
export function stale(): DomainError {
  return new DomainError("version_mismatch", "It was changed in the meantime; read it again.");
}
