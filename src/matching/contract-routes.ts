import { z } from "zod";
import { id } from "../core/schemas.ts";
import type { App } from "../platform/http/app.ts";
import { expectedVersion } from "../platform/http/conditions.ts";
import { onceEach } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { signContract } from "../reception/contracts/sign-contract.ts";
import { placeContract, readFeasibility } from "./confirm-contract.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });
const nothing = z.strictObject({}).nullish();

export function contractRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/contracts/:id/feasibility",
    {
      config: { operation: "readFeasibility" },
      schema: { params: one, response: { 200: schemas.feasibility } },
    },
    async ({ caller, params }) => await readFeasibility(house, caller.organizationId, params.id),
  );

  app.post(
    "/api/v1/contracts/:id/confirm",
    {
      config: { operation: "confirmContract" },
      schema: { params: one, body: nothing, response: { 200: schemas.confirmation } },
    },
    async (request) => {
      const { caller, params } = request;
      // Signed is signed, even if the process dies before all is booked: a repeat then books the rest.
      const part = await onceEach(house, request, 2);
      await part(0, (house) => signContract(house, caller, params.id, expectedVersion(request)));
      return await part(1, async (keeping) => {
        const placed = await placeContract(house, caller, params.id);
        return await keeping.postgres.write(caller.organizationId, () => Promise.resolve(placed));
      });
    },
  );
}
