import type { Role } from "../src/core/roles.ts";
import { newId } from "../src/platform/ids.ts";
import { Admission, admissionLimits } from "../src/platform/http/admission.ts";
import type { App } from "../src/platform/http/app.ts";
import { openShell } from "../src/platform/http/shell.ts";
import type { TestOrganization } from "./organization.ts";

/** The HTTP shell as an account of this role meets it, with every answer held against its schema; routes are the caller's. */
export async function openTestShell({ id: organizationId }: TestOrganization, role: Role = "admin"): Promise<App> {
  const caller = { organizationId, accountId: newId(), role, practitionerId: null };
  return await openShell({
    logLevel: "silent",
    version: "test",
    checkAnswers: true,
    admission: new Admission(admissionLimits(4, 512)),
    authenticate: async () => await Promise.resolve(caller),
  });
}
