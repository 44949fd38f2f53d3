import { randomBytes } from "node:crypto";
import { fault } from "../core/errors.ts";
import { isCurrency } from "../core/money.ts";
import { openAccount } from "../people/open-account.ts";
import { openOrganization } from "../people/open-organization.ts";
import { hashPassword } from "../people/secrets.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";

export interface Founding {
  slug: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  /** ISO 3166-1 alpha-2: how phone numbers without a country code are read. */
  country: string;
  email: string;
  adminName: string;
}

/**
 * Opens an organization with its first admin, whose password is made here and known to nobody else.
 *
 * Throws `invalid_request` or `already_exists`, each with a pointer.
 */
export async function foundOrganization(
  house: House,
  founding: Founding,
): Promise<{ id: string; email: string; password: string }> {
  const { slug, name, currency, country, email, adminName } = founding;
  if (!/^[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?$/.test(slug))
    throw fault("invalid_request", "/slug", "A slug has lower-case letters, digits and dashes inside.");
  if (!isCurrency(currency))
    throw fault("invalid_request", "/currency", "An ISO 4217 currency is needed, such as EUR.");
  if (!/^[A-Z]{2}$/.test(country))
    throw fault("invalid_request", "/country", "An ISO 3166-1 country is needed, such as GR.");
  if (!/^\S+@\S+$/.test(email)) throw fault("invalid_request", "/email", "An e-mail address is needed.");
  const id = newId();
  const password = randomBytes(12).toString("base64url");
  const passwordHash = await hashPassword(password);
  await house.postgres.write(id, async (tx) => {
    await openOrganization(tx, { slug, name, currency, country }, house.now());
    await openAccount(tx, { email, name: adminName, role: "admin", passwordHash, practitionerId: null }, house.now());
  });
  return { id, email: email.trim().toLowerCase(), password };
}
