import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { DomainError, fault } from "../../core/errors.ts";
import type { Transaction } from "../database.ts";
import { type House, withWrite } from "../house.ts";
import { type IdempotencyKey, insertAnswer, selectAnswer } from "../idempotency.sql.ts";

/**
 * Does `work` once per `Idempotency-Key`, however often the call is repeated: a repeat gets the first answer.
 *
 * The answer is what the work's transaction gives; it is stored in that same transaction, so the two cannot come apart. A
 * refusal is not stored: nothing happened that a repeat could double. Throws `invalid_request` when the key came before with
 * another body.
 *
 * `secrets` are fields of the body or the answer that nobody may read from the database: a repeat may have others in its body, and
 * gets null for them in its answer.
 */
export async function once<Answer extends object>(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (house: House) => Promise<Answer>,
  secrets: readonly string[] = [],
): Promise<unknown> {
  const key = keyOf(request, secrets);
  if (key === null) return tagged(reply, await work(house));
  const { organizationId } = request.caller;
  const replay = () => house.postgres.read(organizationId, (database) => selectAnswer(database, key));
  const earlier = await replay();
  if (earlier) return repeat(earlier, key, reply);
  try {
    return tagged(reply, await work(remembering(house, key, secrets)));
  } catch (error) {
    // The first call may have been under way: what refused this one is then its own twin, and there is an answer by now.
    const twin = error instanceof DomainError && error.code !== "unavailable" ? await replay() : undefined;
    if (!twin) throw error;
    return repeat(twin, key, reply);
  }
}

/** Does one thing of several, in a transaction of its own, and keeps its answer. */
export type OnePart = <Answer extends object>(i: number, work: (house: House) => Promise<Answer>) => Promise<Answer>;

/**
 * The same for a call that does `count` things, each in a transaction of its own. Each keeps its own answer, so that the repeat of
 * a call that broke off does the rest, and gives the first answers for what was done. What was refused is tried again.
 *
 * Throws `invalid_request` before anything is done when the key came before with another request.
 */
export async function onceEach(house: House, request: FastifyRequest, count: number): Promise<OnePart> {
  const key = keyOf(request);
  if (key === null) return async (_, work) => await work(house);
  const { organizationId } = request.caller;
  const keys = Array.from({ length: count }, (_, i) => partOf(key, i));
  const stored = await house.postgres.read(organizationId, (database) =>
    Promise.all(keys.map((part) => selectAnswer(database, part))),
  );
  for (const answer of stored) if (answer) requireSame(answer, key);
  return async <Answer extends object>(i: number, work: (house: House) => Promise<Answer>) => {
    const first = stored[i];
    if (first) return first.answer as Answer;
    try {
      return await work(remembering(house, keys[i]!));
    } catch (error) {
      const replay = () => house.postgres.read(organizationId, (database) => selectAnswer(database, keys[i]!));
      const twin = error instanceof DomainError && error.code !== "unavailable" ? await replay() : undefined;
      if (!twin) throw error;
      return twin.answer as Answer;
    }
  };
}

/** A key of one part. Nobody sends it: it is as long as a hash, and made by one. */
function partOf({ key, ...rest }: IdempotencyKey, i: number): IdempotencyKey {
  return {
    ...rest,
    key: createHash("sha256")
      .update(JSON.stringify([key, i]))
      .digest("hex"),
  };
}

/** A stored thing's version is its ETag from the first answer on. */
function tagged<Answer extends object>(reply: FastifyReply, answer: Answer): Answer {
  if ("version" in answer) reply.header("etag", `"${String(answer.version)}"`);
  return answer;
}

/** A house whose transactions keep their answer under the key. What they would commit early waits for that. */
function remembering(house: House, key: IdempotencyKey, secrets: readonly string[] = []): House {
  const write: House["postgres"]["write"] = (organizationId, work) =>
    house.postgres.write(organizationId, async (tx: Transaction) => {
      const answer = await work({ ...tx, commit: () => {} });
      await insertAnswer(tx, key, hiding(answer, secrets), house.now());
      return answer;
    });
  return withWrite(house, write);
}

function requireSame(stored: { request_hash: Buffer }, key: IdempotencyKey): void {
  if (!stored.request_hash.equals(key.requestHash))
    throw fault("invalid_request", "/headers/idempotency-key", "This key came before with another request.");
}

function repeat(stored: { request_hash: Buffer; answer: object }, key: IdempotencyKey, reply: FastifyReply): unknown {
  requireSame(stored, key);
  reply.header("idempotency-replayed", "true");
  return tagged(reply, stored.answer);
}

function keyOf(request: FastifyRequest, secrets: readonly string[] = []): IdempotencyKey | null {
  const key = request.headers["idempotency-key"];
  if (key === undefined) return null;
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,255}$/.test(key))
    throw fault("invalid_request", "/headers/idempotency-key", "A key has 1 to 255 printable ASCII characters.");
  const asked = JSON.stringify([request.method, request.url, hiding(request.body, secrets)]);
  return { accountId: request.caller.accountId, key, requestHash: createHash("sha256").update(asked).digest() };
}

/** A hash of a password is no place to keep it either: anybody may try words on it. */
function hiding(thing: unknown, secrets: readonly string[]): unknown {
  if (typeof thing !== "object" || thing === null || secrets.length === 0) return thing;
  const hidden = secrets.filter((name) => name in thing).map((name) => [name, null] as const);
  return { ...thing, ...Object.fromEntries(hidden) };
}
