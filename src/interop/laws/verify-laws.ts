import type { Tenants } from "../../platform/database.ts";
import { claimLaws } from "./claims.sql.ts";
import { contractLaws } from "./contracts.sql.ts";
import type { Law } from "./law.ts";
import { moneyLaws } from "./money.sql.ts";
import { overlapLaws } from "./overlaps.sql.ts";
import { replayLaws } from "./replay.sql.ts";
import { sessionLaws } from "./sessions.sql.ts";
import { slotLaw } from "./slots.sql.ts";
import { ticketLaws } from "./tickets.sql.ts";
import { visitLaws } from "./visits.sql.ts";
import { waitlistLaws } from "./waitlist.sql.ts";

export interface Breach {
  law: number;
  title: string;
  organization_id: string;
  /** What is involved: ids, numbers and times, no names. */
  rows: object[];
}

/** Every law whose tables exist, in the order of their numbers. */
const laws: readonly Law[] = [
  ...overlapLaws,
  ...claimLaws,
  slotLaw,
  ...visitLaws,
  ...moneyLaws,
  ...sessionLaws,
  ...ticketLaws,
  ...contractLaws,
  ...replayLaws,
  ...waitlistLaws,
];

/**
 * A whole organization may take longer than a desk's statement may. And each law reads all rows: on tables that were filled a
 * moment ago and never analyzed, the planner takes them for few and would compare every row with every other.
 */
const settings = ["statement_timeout = '15min'", "enable_nestloop = off"];

/**
 * Holds one organization's rows against every law; an empty list is a clean bill. Each law is one statement and so sees one
 * moment: what is booked meanwhile does not look like a breach.
 */
export async function verifyLaws(postgres: Tenants, organizationId: string): Promise<Breach[]> {
  return await postgres.read(organizationId, async (database) => {
    for (const setting of settings) await database.rows(`set local ${setting}`, []);
    const breaches: Breach[] = [];
    for (const { law, title, sql } of laws) {
      const found = await database.rows<{ rows: object[] }>(sql, [organizationId]);
      breaches.push(...found.map(({ rows }) => ({ law, title, organization_id: organizationId, rows })));
    }
    return breaches;
  });
}
