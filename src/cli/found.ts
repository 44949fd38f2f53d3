import type { Command } from "commander";
import { type Founding, foundOrganization } from "../interop/found-organization.ts";
import { withHouse } from "./open-house.ts";
import { say } from "./output.ts";

export function foundCommand(program: Command): void {
  program
    .command("found")
    .description("open an organization with its first admin, and print the admin's password once")
    .requiredOption("--slug <slug>", "its short name: lower-case letters, digits, dashes")
    .requiredOption("--name <name>", "its name")
    .requiredOption("--currency <code>", "ISO 4217, such as EUR")
    .requiredOption("--country <code>", "ISO 3166-1, such as GR: how phone numbers without a country code are read")
    .requiredOption("--email <address>", "the admin's e-mail address")
    .option("--admin-name <name>", "the admin's name", "Admin")
    .option("--json", "print the result as JSON")
    .action(async ({ json, ...founding }: Founding & { json?: boolean }) => {
      const founded = await withHouse((house) => foundOrganization(house, founding));
      if (json) return say(JSON.stringify(founded));
      say(
        `${founding.name} stands. Sign in as ${founded.email} with the password ${founded.password} (it is not shown again).`,
      );
    });
}
