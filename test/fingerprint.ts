import { tables } from "../src/platform/tables.ts";
import { withClient } from "./postgres-server.ts";

/** The relay moves what was announced in its own time. */
const relayed = new Set(["outbox", "rooms", "room_events"]);

/** What every table holds, as a count and a digest: two of them are equal when nothing was written in between. */
export async function fingerprint(ownerUrl: string, organizationId?: string): Promise<Record<string, string>> {
  const names = Object.entries(tables)
    .filter(([name, { role }]) => !relayed.has(name) && (organizationId === undefined || role === "sharded"))
    .map(([name]) => name);
  const filter = organizationId === undefined ? "" : ` where organization_id = '${organizationId}'`;
  const digests = names.map(
    (name) =>
      `(select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${name} t${filter}) as ${name}`,
  );
  return await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<Record<string, string>>(`select ${digests.join(", ")}`);
    return rows[0]!;
  });
}
