import type { FastifyRequest } from "fastify";
import { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { csrfTokenOf, readSecret, sameText } from "./secrets.ts";
import { findBearer } from "./sign-ins.sql.ts";
import { trustIn } from "./trust.ts";

export const sessionCookie = "tessera_session";
export const csrfHeader = "x-csrf-token";

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/** Who calls: a program by its bearer token, a page by its cookie and, for changes, the CSRF header. Throws `not_signed_in` or `csrf`. */
export async function authenticate(house: House, request: FastifyRequest): Promise<Caller> {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (token !== undefined) return await callerOf(house, "token", token);
  const secret = request.cookies[sessionCookie];
  if (secret === undefined) throw new DomainError("not_signed_in", "Sign in, or send a token.");
  const caller = await callerOf(house, "session", secret);
  if (!harmless.has(request.method) && !sameText(String(request.headers[csrfHeader] ?? ""), csrfTokenOf(secret)))
    throw new DomainError("csrf", `Send the session's csrf_token in the ${csrfHeader} header.`);
  return caller;
}

/** Whom a session's or a token's secret stands for; another process may have ended it up to a second ago. Throws `not_signed_in`. */
export async function callerOf(house: House, kind: "session" | "token", secret: string): Promise<Caller> {
  const read = readSecret(secret);
  const bearer = read && (await recall(house, kind, read.organizationId, read.secretHash));
  if (!read || !bearer) throw new DomainError("not_signed_in", "This session or token is not valid any more.");
  return {
    organizationId: read.organizationId,
    accountId: bearer.account_id,
    role: bearer.role,
    practitionerId: bearer.practitioner_id,
  };
}

async function recall(house: House, kind: "session" | "token", organizationId: string, secretHash: Buffer) {
  const now = house.now();
  const look = () =>
    house.postgres.read(organizationId, (snapshot) => {
      const found = findBearer(snapshot, kind, secretHash, now);
      snapshot.end();
      return found;
    });
  const bearer = await trustIn(house.postgres).recall(`${kind} ${secretHash.toString("base64")}`, look);
  const alive = bearer && (bearer.expires_at === null || Temporal.Instant.compare(bearer.expires_at, now) > 0);
  return alive ? bearer : undefined;
}
