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

/** A thing with no version of its own changes when its parts do: versions only grow, so no tag comes back. */
export function tagOf(parts: readonly { id: string; version: number }[]): string {
  const said = parts.map(({ id, version }) => `${id}/${version}`).toSorted();
  return createHash("sha256").update(said.join(" ")).digest("base64url").slice(0, 22);
}

/** The tag that `If-Match` names, or null when the caller does not mind. */
export function expectedTag(request: FastifyRequest): string | null {
  const header = request.headers["if-match"];
  if (header === undefined || header === "*") return null;
  return header.replace(/^W\//, "").replaceAll('"', "");
}

/** Sends what is made of other things with its tag as ETag. */
export function withTag<Made extends { etag: string }>(reply: FastifyReply, made: Made): Made {
  reply.header("etag", `"${made.etag}"`);
  return made;
}

/** Throws `version_mismatch` when one of the parts has moved on since the caller read the whole. */
export function requireTag(expected: string | null, parts: readonly { id: string; version: number }[]): void {
  if (expected !== null && expected !== tagOf(parts)) throw stale();
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
