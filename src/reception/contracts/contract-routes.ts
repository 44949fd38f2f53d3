import { z } from "zod";
import { id } from "../../core/schemas.ts";
import { contract, contractCancel } from "../../demand/contract-schemas.ts";
import { bookingRequest, cancelRequest as requestCancel } from "../../demand/request-schemas.ts";
import { expectedVersion } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { App } from "../../platform/http/app.ts";
import type { House } from "../../platform/house.ts";
import { cancelContract } from "./cancel-contract.ts";
import { cancelRequest } from "./cancel-request.ts";

const one = z.object({ id });

/** What is sold, or asked for, is called off; signing is where it is placed, too. */
export function contractVerbs(app: App, house: House): void {
  app.post(
    "/api/v1/contracts/:id/cancel",
    {
      config: { operation: "cancelContract" },
      schema: { params: one, body: contractCancel, response: { 200: contract } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        cancelContract(house, request.caller, request.params.id, {
          reason: request.body.reason,
          expectedVersion: expectedVersion(request),
        }),
      ),
  );

  app.post(
    "/api/v1/booking-requests/:id/cancel",
    {
      config: { operation: "cancelBookingRequest" },
      schema: { params: one, body: requestCancel.nullish(), response: { 200: bookingRequest } },
    },
    async (request, reply) =>
      await once(house, request, reply, (house) =>
        cancelRequest(house, request.caller, request.params.id, {
          reason: request.body?.reason ?? null,
          expectedVersion: expectedVersion(request),
        }),
      ),
  );
}
