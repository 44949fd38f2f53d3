import type { Command } from "commander";
import { findShifted, type Shifted } from "../booking/find-shifted.ts";
import type { House } from "../platform/house.ts";
import { selectOrganizationIds } from "../platform/organizations.sql.ts";
import { compareZones, differenceOf } from "../platform/zone-data.ts";
import { withHouse } from "./open-house.ts";
import { say } from "./output.ts";

export function checkZonesCommand(program: Command): void {
  program
    .command("check-zones")
    .description("find appointments whose promised time a change of law moved; exit code 1 when there are any")
    .option("--json", "print one JSON line per zone that differs and per appointment, and nothing when there is none")
    .action(async ({ json }: { json?: boolean }) => {
      const count = await withHouse(async (house) => {
        await sayDifferences(house, json);
        return await sayShifted(house, json);
      });
      if (count > 0) process.exitCode = 1;
      else if (!json) say("Every appointment to come is at the time that was promised.");
    });
}

async function sayDifferences(house: House, json = false): Promise<void> {
  for (const [zone, difference] of await compareZones(house.postgres, house.now()))
    if (difference) say(json ? lineOf("zone_data", { zone, ...difference }) : differenceOf(zone, difference));
}

/** Says each as it is found, and answers how many there are. */
async function sayShifted(house: House, json = false): Promise<number> {
  let count = 0;
  for (const id of await selectOrganizationIds(house.postgres))
    for await (const shifted of findShifted(house.postgres, id, house.now())) {
      say(json ? lineOf("appointment", { organization_id: id, ...shifted }) : sentenceOf(shifted));
      count++;
    }
  return count;
}

const lineOf = (kind: string, facts: object): string => JSON.stringify({ kind, ...facts });

function sentenceOf(shifted: Shifted): string {
  const { booking_id, clinic_id, starts_local, timezone, starts_at, starts_at_now } = shifted;
  const now = starts_at_now === null ? "does not exist any more" : `is ${starts_at_now.toString()} now`;
  return `${booking_id} at clinic ${clinic_id}: ${starts_local} in ${timezone} ${now}, and was stored as ${starts_at.toString()}.`;
}
