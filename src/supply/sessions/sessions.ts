/** Sessions as the rooms above ask for them. */
export { blocks, findSession, type SessionRow } from "./sessions.sql.ts";
