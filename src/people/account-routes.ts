import { z } from "zod";
import { id, listQuery } from "../core/schemas.ts";
import { notFound, DomainError } from "../core/errors.ts";
import type { App } from "../platform/http/app.ts";
import { once } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { findAccount, findOrganization, listAccounts } from "./accounts.sql.ts";
import { csrfHeader, sessionCookie } from "./authenticate.ts";
import { issueToken } from "./issue-token.ts";
import { openAccount } from "./open-account.ts";
import * as schemas from "./schemas.ts";
import { csrfTokenOf, hashPassword, readSecret } from "./secrets.ts";
import { type Session, signIn, signOut } from "./sign-in.ts";
import { findBearer, listTokens, revokeToken } from "./sign-ins.sql.ts";
import { trustIn } from "./trust.ts";

export function accountRoutes(app: App, house: House): void {
  sessionRoutes(app, house);
  tokenRoutes(app, house);

  app.get(
    "/api/v1/accounts",
    {
      config: { operation: "listAccounts" },
      schema: { querystring: z.strictObject(listQuery), response: { 200: schemas.accountPage } },
    },
    async ({ caller, query }) => {
      const [after] = readCursor(query.cursor, "uuid");
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listAccounts(database, after ?? null, query.limit + 1),
      );
      return pageOf(rows, query.limit, (account) => [account.id]);
    },
  );

  app.post(
    "/api/v1/accounts",
    {
      config: { operation: "createAccount" },
      schema: { body: schemas.newAccount, response: { 201: schemas.account } },
    },
    async (request, reply) => {
      const { password, practitioner_id: practitionerId = null, ...known } = request.body;
      const open = async ({ postgres, now }: House) => {
        const account = { ...known, practitionerId, passwordHash: await hashPassword(password) };
        return await postgres.write(request.caller.organizationId, (tx) => openAccount(tx, account, now()));
      };
      reply.code(201);
      return await once(house, request, reply, open, ["password"]);
    },
  );
}

function sessionRoutes(app: App, house: House): void {
  const cookie = { path: "/", httpOnly: true, sameSite: "lax" } as const;
  const answer = (session: Session) => ({
    account: session.account,
    organization: session.organization,
    csrf_header: csrfHeader,
    csrf_token: session.csrfToken,
    expires_at: session.expiresAt,
  });

  app.post(
    "/api/v1/session",
    { schema: { operationId: "signIn", body: schemas.credentials, response: { 200: schemas.session } } },
    async ({ body, protocol }, reply) => {
      const session = await signIn(house, body.email, body.password);
      reply.setCookie(sessionCookie, session.secret, {
        ...cookie,
        secure: protocol === "https",
        expires: new Date(session.expiresAt.epochMilliseconds),
      });
      return reply.send(answer(session));
    },
  );

  app.get(
    "/api/v1/session",
    { config: { operation: "readSession" }, schema: { response: { 200: schemas.session } } },
    async ({ caller, cookies }) => {
      const secret = cookies[sessionCookie];
      const read = secret === undefined ? null : readSecret(secret);
      if (secret === undefined || !read)
        throw new DomainError("not_signed_in", "A token has no session; sign in for one.");
      const [found, organization, bearer] = await house.postgres.read(caller.organizationId, (database) =>
        Promise.all([
          findAccount(database, caller.accountId),
          findOrganization(database),
          findBearer(database, "session", read.secretHash, house.now()),
        ]),
      );
      if (!found || !organization || !bearer?.expires_at)
        throw new DomainError("not_signed_in", "The session has ended.");
      const { password_hash: _, ...account } = found;
      return answer({ account, organization, secret, csrfToken: csrfTokenOf(secret), expiresAt: bearer.expires_at });
    },
  );

  app.delete(
    "/api/v1/session",
    { config: { operation: "endSession" }, schema: { response: { 204: z.null() } } },
    async ({ cookies }, reply) => {
      await signOut(house, cookies[sessionCookie] ?? "");
      return reply.clearCookie(sessionCookie, cookie).code(204).send();
    },
  );
}

function tokenRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/tokens",
    {
      config: { operation: "listTokens" },
      schema: { querystring: z.strictObject(listQuery), response: { 200: schemas.tokenPage } },
    },
    async ({ caller, query }) => {
      const [after] = readCursor(query.cursor, "uuid");
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        listTokens(database, caller.accountId, after ?? null, query.limit + 1),
      );
      return pageOf(rows, query.limit, (token) => [token.id]);
    },
  );

  app.post(
    "/api/v1/tokens",
    {
      config: { operation: "createToken" },
      schema: { body: schemas.newToken, response: { 201: schemas.createdToken } },
    },
    async (request, reply) => {
      const { caller, body } = request;
      const wanted = { accountId: caller.accountId, name: body.name, expiresAt: body.expires_at ?? null };
      const issue = ({ postgres, now }: House) =>
        postgres.write(caller.organizationId, (tx) => issueToken(tx, wanted, now()));
      reply.code(201);
      return await once(house, request, reply, issue, ["token"]);
    },
  );

  app.delete(
    "/api/v1/tokens/:id",
    { config: { operation: "revokeToken" }, schema: { params: z.object({ id }), response: { 204: z.null() } } },
    async ({ caller, params }, reply) => {
      const revoked = await house.postgres.write(caller.organizationId, (tx) =>
        revokeToken(tx, caller.accountId, params.id, house.now()),
      );
      if (!revoked) throw notFound("/id", "token");
      trustIn(house.postgres).forget(caller.accountId);
      return reply.code(204).send();
    },
  );
}
