import pg from "pg";

interface Statement {
  name?: string;
  text: string;
}

/**
 * Sends a statement of the program under test, found by its name or a part of its text, to the database in another form, until the
 * function that it gives is called. Throws there when the statement never came, and on the way when there is nothing to change in it.
 */
export function rewriteStatement(handle: string, change: (text: string) => string): () => void {
  const prototype = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown };
  const original = prototype.query;
  let seen = 0;
  prototype.query = function (this: pg.Client, ...values: unknown[]) {
    const [first, ...rest] = values;
    if (!isStatement(first) || !(first.name === handle || first.text.includes(handle)))
      return original.apply(this, values);
    const text = change(first.text);
    if (text === first.text) throw new Error(`The mutant of ${handle} does not apply any more.`);
    seen++;
    return original.call(this, { ...first, text }, ...rest);
  };
  return () => {
    prototype.query = original;
    if (seen === 0) throw new Error(`No statement ${handle} was sent.`);
  };
}

const isStatement = (value: unknown): value is Statement =>
  typeof value === "object" && value !== null && "text" in value && typeof value.text === "string";
