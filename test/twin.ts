import { type Role, roles } from "../src/core/roles.ts";
import { issueToken } from "../src/people/issue-token.ts";
import { newId } from "../src/platform/ids.ts";
import { tables } from "../src/platform/tables.ts";
import type { TestClinic } from "./clinic.ts";
import { ownerSession } from "./owner-session.ts";
import type { TestServer } from "./server.ts";

/** What was announced of the one has not happened at the other. */
const copied = Object.keys(tables).filter((name) => tables[name]!.role === "sharded" && name !== "outbox");

/**
 * Another organization with the same rows under the same ids, for a fraction of what it takes to furnish one; new are its own id,
 * its slug and its tokens.
 */
export async function openTwin<Clinic extends TestClinic>(
  server: TestServer,
  model: Clinic,
  slug: string,
): Promise<Clinic> {
  const organizationId = newId();
  await copyRows(server.ownerUrl, model.organizationId, { organizationId, slug });
  const now = server.house.now();
  const accounts = await server.postgres.write(organizationId, async (tx) => {
    const signedIn = roles.map(async (role) => {
      const account = model.accounts[role];
      const { token } = await issueToken(tx, { accountId: account.id, name: "test", expiresAt: null }, now);
      return [role, { ...account, token }] as const;
    });
    return Object.fromEntries(await Promise.all(signedIn)) as Record<Role, TestClinic["accounts"][Role]>;
  });
  return { ...model, organizationId, slug, accounts };
}

/** All of them in one transaction that asks no trigger: they were asked when the model was made. */
async function copyRows(
  ownerUrl: string,
  modelId: string,
  { organizationId, slug }: { organizationId: string; slug: string },
): Promise<void> {
  const owner = await ownerSession(ownerUrl);
  const { rows: columns } = await owner.query<{ name: string; own: string }>({
    name: "columns to copy",
    text: `select attrelid::regclass::text as name, string_agg(attname, ', ' order by attnum) as own from pg_attribute
      where attrelid = any ($1::regclass[]) and attnum > 0 and not attisdropped and attgenerated = '' and attname <> 'organization_id'
      group by 1`,
    values: [copied],
  });
  await owner.query("begin; set local session_replication_role = replica");
  try {
    await owner.query(
      `insert into organizations (id, slug, name, currency, country, created_at)
       select $2, $3, name, currency, country, created_at from organizations where id = $1`,
      [modelId, organizationId, slug],
    );
    for (const { name, own } of columns)
      await owner.query({
        name: `copy ${name}`,
        text: `insert into ${name} (organization_id, ${own}) select $2::uuid, ${own} from ${name} where organization_id = $1`,
        values: [modelId, organizationId],
      });
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    throw error;
  }
}
