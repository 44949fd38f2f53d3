import type { Command } from "commander";
import { placeContract } from "../matching/confirm-contract.ts";
import { signContract } from "../reception/contracts/sign-contract.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { openProgress, say } from "./output.ts";
import { sayPlaced } from "./say-placed.ts";

interface Options {
  organization?: string;
  json?: boolean;
}

export function confirmContractCommand(program: Command): void {
  program
    .command("confirm-contract")
    .description("sign a contract and book the sessions that fit; what does not fit stays planned, with the reason")
    .argument("<id>", "the contract")
    .option("--organization <slug>", "which organization, when there are several")
    .option("--json", "print the result as JSON")
    .action(async (id: string, options: Options) => {
      const confirmed = await withHouse(async (house) => {
        const actor = { organizationId: await findOrganizationId(house, options.organization), accountId: null };
        await signContract(house, actor, id, null);
        const progress = openProgress("sessions");
        return await placeContract(house, actor, id, progress.update).finally(progress.stop);
      });
      if (options.json) return say(JSON.stringify(confirmed));
      say(`Contract ${confirmed.contract.contract_number} is signed.`);
      sayPlaced(confirmed.feasibility);
    });
}
