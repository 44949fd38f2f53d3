import { tables } from "../src/platform/tables.ts";
import { ownerSession } from "./owner-session.ts";

/** The relay moves what was announced in its own time. */
const relayed = new Set(["outbox", "rooms", "room_events"]);

/** What every table holds, as a count and a digest: two of them are equal when nothing was written in between. */
export async function fingerprint(ownerUrl: string, organizationId?: string): Promise<Record<string, string>> {
  const client = await ownerSession(ownerUrl);
  const look = organizationId === undefined ? lookAtAll : lookAtOne;
  const values = organizationId === undefined ? [] : [organizationId];
  return (await client.query<Record<string, string>>({ ...look, values })).rows[0]!;
}

const lookAtAll = { name: "look at all", text: lookAt(Object.keys(tables), "") };
const sharded = Object.keys(tables).filter((name) => tables[name]!.role === "sharded");
const lookAtOne = { name: "look at one", text: lookAt(sharded, " where organization_id = $1") };

function lookAt(names: readonly string[], filter: string): string {
  const digests = names
    .filter((name) => !relayed.has(name))
    .map(
      (name) =>
        `(select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from ${name} t${filter}) as ${name}`,
    );
  return `select ${digests.join(", ")}`;
}
