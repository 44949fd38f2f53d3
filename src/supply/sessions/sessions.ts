/** Sessions as the rooms above ask for them. */
export { insertSessionBeds } from "./generated.sql.ts";
export { blocks, findSession, type ListedSessionRow, type SessionRow } from "./sessions.sql.ts";
