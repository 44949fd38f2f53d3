import { z } from "zod";
import { id } from "../../core/schemas.ts";
import { asPdf, billLines } from "../../billing/papers.ts";
import * as billing from "../../billing/schemas.ts";
import type { App } from "../../platform/http/app.ts";
import { expectedTag, expectedVersion, withTag } from "../../platform/http/conditions.ts";
import { once } from "../../platform/http/once.ts";
import type { House } from "../../platform/house.ts";
import { enterBill, readBill, readBillPaper } from "./bill.ts";
import * as bills from "./bill-schemas.ts";
import { enterPayment } from "./collect.ts";
import { voidEntry } from "./void-entry.ts";
import { waive } from "./waive.ts";

const one = z.object({ id });

/** What moves money, or changes what is owed. */
export function moneyRoutes(app: App, house: House): void {
  app.post(
    "/api/v1/payments/:id/entries",
    {
      config: { operation: "enterPayment" },
      schema: { params: one, body: billing.newEntry, response: { 201: billing.enteredPayment } },
    },
    async (request, reply) => {
      const { kind, amount_minor: amountMinor, method } = request.body;
      const entry = { kind, amountMinor, method, expectedVersion: expectedVersion(request) };
      reply.code(201);
      return await once(house, request, reply, (house) =>
        enterPayment(house, request.caller, request.params.id, entry),
      );
    },
  );

  app.post(
    "/api/v1/payments/:id/entries/:entry_id/void",
    {
      config: { operation: "voidEntry" },
      schema: {
        params: z.object({ id, entry_id: id }),
        body: billing.voiding,
        response: { 201: billing.enteredPayment },
      },
    },
    async (request, reply) => {
      const { id: paymentId, entry_id: entryId } = request.params;
      const voiding = { paymentId, entryId, reason: request.body.reason, expectedVersion: expectedVersion(request) };
      reply.code(201);
      return await once(house, request, reply, (house) => voidEntry(house, request.caller, voiding));
    },
  );

  app.post(
    "/api/v1/payments/:id/waive",
    {
      config: { operation: "waivePayment" },
      schema: { params: one, body: billing.waiver, response: { 201: billing.waivedPayment } },
    },
    async (request, reply) => {
      const { amount_minor: amountMinor, reason } = request.body;
      const waiving = { paymentId: request.params.id, amountMinor, reason, expectedVersion: expectedVersion(request) };
      reply.code(201);
      return await once(house, request, reply, (house) => waive(house, request.caller, waiving));
    },
  );

  billRoutes(app, house);
}

function billRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/visit-tickets/:id/bill",
    {
      config: { operation: "readBill" },
      schema: { params: one, response: { 200: bills.bill } },
    },
    async ({ caller, params }, reply) =>
      withTag(reply, await house.postgres.read(caller.organizationId, (database) => readBill(database, params.id))),
  );

  app.get(
    "/api/v1/visit-tickets/:id/bill.pdf",
    {
      config: { operation: "readBillPaper" },
      schema: {
        params: one,
        querystring: billing.paperQuery,
        response: { 200: { description: "The bill", content: { "application/pdf": { schema: z.string() } } } },
      },
    },
    async ({ caller, params, query }, reply) => {
      const bill = await house.postgres.read(caller.organizationId, (database) =>
        readBillPaper(database, params.id, query.lang),
      );
      return await asPdf(reply, "bill", billLines(bill));
    },
  );

  app.post(
    "/api/v1/visit-tickets/:id/entries",
    {
      config: { operation: "enterBill" },
      schema: { params: one, body: bills.billEntry, response: { 201: bills.enteredBill } },
    },
    async (request, reply) => {
      reply.code(201);
      return await once(house, request, reply, (house) =>
        enterBill(house, request.caller, request.params.id, request.body, expectedTag(request)),
      );
    },
  );
}
