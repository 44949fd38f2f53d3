import { createHmac } from "node:crypto";
import pg from "pg";

/** The server's own role: it owns nothing, cannot bypass row-level security, and may do only what migrations grant. */
const appRole = "tessera_app";

/**
 * The address at which the server itself connects: the owner's, with the app role.
 *
 * `APP_DATABASE_URL` overrides it, for hosts where the owner may not create roles. The password is derived from the
 * owner's, so that any number of processes agree on it without a secret of their own to keep.
 */
export function appUrlOf(ownerUrl: string, override = process.env["APP_DATABASE_URL"]): string {
  if (override) return override;
  const url = new URL(ownerUrl);
  const password = appPassword(url);
  url.username = appRole;
  url.password = password ?? "";
  return url.toString();
}

function appPassword(ownerUrl: URL): string | null {
  const ownerPassword = decodeURIComponent(ownerUrl.password) || process.env["PGPASSWORD"] || "";
  return ownerPassword === "" ? null : createHmac("sha256", ownerPassword).update(`${appRole} signs in`).digest("hex");
}

/** Makes the role where it is missing; safe when several databases of one server do so at once. */
export async function ensureAppRole(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query("select 1 from pg_roles where rolname = $1", [appRole]);
  if (rows.length > 0) return;
  try {
    await owner.query(`create role ${appRole} login nosuperuser nocreatedb nocreaterole noinherit nobypassrls`);
  } catch (error) {
    const code = error instanceof pg.DatabaseError ? error.code : undefined;
    if (code === "42710" || code === "23505") return; // another process made it just now
    if (code !== "42501") throw error;
    throw new Error(
      `The database user may not create roles. Ask for: CREATE ROLE ${appRole} LOGIN PASSWORD '…', then set APP_DATABASE_URL to sign in with it.`,
      { cause: error },
    );
  }
}

/**
 * Proves that the server can connect as the app role and sets its password when it cannot (a new server, or an owner whose
 * password changed). Throws with what to do when even then it cannot.
 */
export async function ensureAppSignIn(ownerUrl: string): Promise<string> {
  const appUrl = appUrlOf(ownerUrl);
  if (await canConnect(appUrl)) return appUrl;
  if (process.env["APP_DATABASE_URL"]) throw new Error("APP_DATABASE_URL does not let the server sign in.");
  const password = appPassword(new URL(ownerUrl));
  if (password === null)
    throw new Error(`The server cannot sign in as ${appRole} without a password. Set APP_DATABASE_URL.`);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    // Several processes may do this at once; all of them set the same password.
    await owner.query("select pg_advisory_lock(7355609)");
    await owner.query(`alter role ${appRole} password '${password}'`);
  } catch (error) {
    // The lock is this database's, the role its whole server's: somebody beside another database of it has just done the same.
    if (!(error instanceof Error) || error.message !== "tuple concurrently updated") throw error;
  } finally {
    await owner.end();
  }
  if (!(await canConnect(appUrl))) throw new Error(`The server cannot sign in as ${appRole}. Set APP_DATABASE_URL.`);
  return appUrl;
}

async function canConnect(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code?.startsWith("28")) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
