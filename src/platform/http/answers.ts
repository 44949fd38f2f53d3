import type { FastifySerializerCompiler } from "fastify";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";

/** An answer that is JSON already: of thousands of things alike, most of the time would go into writing each of them. */
export class WrittenJson {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

const write = (data: unknown): string => (data instanceof WrittenJson ? data.text : JSON.stringify(data));

/** What handlers return is already the contract's shape; it is only written down. */
export const plainJson: FastifySerializerCompiler<unknown> = () => write;

/**
 * The same, held against the schema: a missing, mistyped or unknown field fails the request.
 *
 * Tests run with this, so that the OpenAPI document cannot say something else than what is sent.
 */
export const checkedJson: FastifySerializerCompiler<unknown> =
  ({ schema, method, url }) =>
  (data) => {
    const text = write(data);
    const sent: unknown = JSON.parse(text);
    const parsed = (schema as z.ZodType).safeParse(sent);
    if (!parsed.success) throw new Error(`The answer of ${method} ${url} breaks its schema: ${parsed.error.message}`);
    if (!isDeepStrictEqual(parsed.data, sent))
      throw new Error(`The answer of ${method} ${url} says more than its schema.`);
    return text;
  };
