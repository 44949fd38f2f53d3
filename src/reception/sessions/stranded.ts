/** Whom a session strands, as the rooms above ask for it. */
export { strandedBy } from "./session-blocks.sql.ts";
