import { DomainError, type Fault } from "../core/errors.ts";

/**
 * What a session makes true of its beds is not for people to change on its own: it changes with the session. Throws `illegal_move`,
 * naming the session or its rule; null is nobody's.
 */
export function requireOwn(owner: { session_rule_id: string | null } | { session_id: string | null }): void {
  const isRule = "session_rule_id" in owner;
  const [id] = Object.values(owner);
  if (id === null) return;
  const detail = isRule
    ? "This rule belongs to a session rule, and changes with it."
    : "This exception belongs to a session, and changes with it.";
  const errors: Fault[] = [{ pointer: "/id", code: "illegal_move", detail }];
  throw new DomainError("illegal_move", detail, { errors, members: owner });
}
