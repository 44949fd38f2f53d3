import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { isUuid } from "../core/ids.ts";

/**
 * A bearer secret: the organization, then 32 random bytes, so that its row is found inside one tenant.
 *
 * Shape: `<prefix>_<32 hex of the organization>_<43 base64url>`. Only its SHA-256 is stored.
 */
export function makeSecret(prefix: "tsi" | "tsk", organizationId: string): { secret: string; secretHash: Buffer } {
  const secret = `${prefix}_${organizationId.replaceAll("-", "")}_${randomBytes(32).toString("base64url")}`;
  return { secret, secretHash: hashSecret(secret) };
}

/** The organization named by a secret, with the hash to look up there; null for anything else. */
export function readSecret(secret: string): { organizationId: string; secretHash: Buffer } | null {
  const hex = /^ts[ik]_([0-9a-f]{32})_[\w-]{43}$/.exec(secret)?.[1];
  if (hex === undefined) return null;
  const organizationId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return isUuid(organizationId) ? { organizationId, secretHash: hashSecret(secret) } : null;
}

export const hashSecret = (secret: string): Buffer => createHash("sha256").update(secret).digest();
export const hashEmail = (email: string): Buffer => createHash("sha256").update(foldEmail(email)).digest();
export const foldEmail = (email: string): string => email.trim().toLowerCase();

/** What a page must send back with each change: derived from the session, so that nothing has to be stored. */
export const csrfTokenOf = (secret: string): string =>
  createHash("sha256").update(`csrf ${secret}`).digest("base64url");

export function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Argon2id with the library's defaults (OWASP: 19 MiB, 2 passes). */
export const hashPassword = (password: string): Promise<string> => hash(password);

export async function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return await verify(passwordHash, password);
}

let decoy: Promise<string> | undefined;

/** Spends as long as a real check, so that unknown addresses cannot be told from wrong passwords. */
export async function spendPasswordCheck(password: string): Promise<void> {
  decoy ??= hashPassword("nobody has this password");
  await passwordMatches(await decoy, password);
}
