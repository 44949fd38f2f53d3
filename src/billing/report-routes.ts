import { Temporal } from "temporal-polyfill";
import type { FastifyReply } from "fastify";
import { z } from "zod";
import { fault } from "../core/errors.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { writeCsv } from "./csv.ts";
import { today } from "./date-asked.ts";
import * as schemas from "./report-schemas.ts";
import { selectMovements, selectShares } from "./reports.sql.ts";

const longestDays = 400;
const csvContent = { "text/csv": { schema: z.string() } };

export function reportRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/reports/shares",
    {
      config: { operation: "readShareReport" },
      schema: {
        querystring: schemas.shareQuery,
        response: {
          200: {
            description: "The shares",
            content: { "application/json": { schema: schemas.shareReport }, ...csvContent },
          },
        },
      },
    },
    async ({ caller, query: { clinic_id: clinicId = null, from, to, format } }, reply) => {
      requireRange(from, to);
      const items = await house.postgres.read(caller.organizationId, (database) =>
        selectShares(database, { clinicId, from, to }),
      );
      if (format === "json") return { from, to, items };
      const csv = writeCsv(
        shareHeader,
        items.map((item) => shareHeader.map((name) => item[name])),
      );
      return asCsv(reply, csv, `shares-${from}-${to}`);
    },
  );

  app.get(
    "/api/v1/payments/export",
    {
      config: { operation: "readPaymentExport" },
      schema: {
        querystring: schemas.exportQuery,
        response: { 200: { description: "Every movement of money, a line each", content: csvContent } },
      },
    },
    async ({ caller, query: { clinic_id: clinicId, from, to } }, reply) => {
      requireRange(from, to);
      const rows = await house.postgres.read(caller.organizationId, async (database) => {
        await today(database, clinicId, house.now());
        return await selectMovements(database, { clinicId, from, to });
      });
      const csv = writeCsv(
        movementHeader,
        rows.map((row) => movementHeader.map((name) => cellOf(row[name]))),
      );
      return asCsv(reply, csv, `payments-${from}-${to}`);
    },
  );
}

const shareHeader = [
  "practitioner_name",
  "currency",
  "payments",
  "total_minor",
  "practitioner_share_minor",
  "clinic_share_minor",
  "paid_minor",
  "practitioner_paid_minor",
  "clinic_paid_minor",
] as const;

const movementHeader = [
  "receipt_number",
  "occurred_on",
  "occurred_at",
  "kind",
  "voids_number",
  "method",
  "amount_minor",
  "currency",
  "account_name",
  "patient_name",
  "service_name",
  "practitioner_name",
  "service_date",
  "contract_number",
  "reason",
] as const;

const cellOf = (value: Temporal.Instant | Temporal.PlainDate | string | number | null) =>
  value === null || typeof value === "string" || typeof value === "number" ? value : value.toString();

function asCsv(reply: FastifyReply, csv: string, name: string): FastifyReply {
  return reply
    .type("text/csv; charset=utf-8")
    .header("content-disposition", `attachment; filename="${name}.csv"`)
    .send(csv);
}

function requireRange(from: string, to: string): void {
  if (from >= to) throw fault("empty_range", "/to", "The end must come after the beginning.");
  if (Temporal.PlainDate.from(from).until(to).days > longestDays)
    throw fault("range_too_long", "/to", `At most ${longestDays} days.`);
}
