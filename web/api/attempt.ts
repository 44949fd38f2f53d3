import { useRef } from "react";
import { problemOf } from "./problem.ts";

/**
 * Sends a command that must not happen twice.
 *
 * The key stays the same while the command stays the same and its outcome is unknown (no answer came, or the server failed),
 * so a retry gets the first answer; after a definite answer, or with another command, it is a new one.
 */
export function useAttempt<Body, Answer>(send: (body: Body, key: string) => Promise<Answer>) {
  const open = useRef<{ key: string; body: string } | null>(null);
  return async (body: Body): Promise<Answer> => {
    const text = JSON.stringify(body);
    if (open.current?.body !== text) open.current = { key: crypto.randomUUID(), body: text };
    try {
      const answer = await send(body, open.current.key);
      open.current = null;
      return answer;
    } catch (error) {
      const problem = problemOf(error);
      if (problem && problem.status < 500) open.current = null;
      throw error;
    }
  };
}
