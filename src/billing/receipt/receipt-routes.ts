import { z } from "zod";
import { notFound } from "../../core/errors.ts";
import { id } from "../../core/schemas.ts";
import type { App } from "../../platform/http/app.ts";
import type { Database } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { selectAdjustments } from "../adjustments.sql.ts";
import { selectEntries } from "../entries.sql.ts";
import { selectPayment } from "../payment-lists.sql.ts";
import { receiptQuery } from "../schemas.ts";
import { asPdf } from "./as-pdf.ts";
import { receiptLines } from "./receipt-lines.ts";
import { selectHead } from "./receipt.sql.ts";
import type { Language } from "./words.ts";

export function receiptRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/payments/:id/receipt.pdf",
    {
      config: { operation: "readReceipt" },
      schema: {
        params: z.object({ id }),
        querystring: receiptQuery,
        response: { 200: { description: "The receipt", content: { "application/pdf": { schema: z.string() } } } },
      },
    },
    async ({ caller, params, query }, reply) => {
      const receipt = await house.postgres.read(caller.organizationId, (database) =>
        readReceipt(database, params.id, query.entry_id ?? null, query.lang),
      );
      return await asPdf(reply, "receipt", receiptLines(receipt));
    },
  );
}

/** Throws `not_found` for the payment, or for the entry that was asked for. */
async function readReceipt(database: Database, paymentId: string, entryId: string | null, language: Language) {
  const [head, payment, adjustments, all] = await Promise.all([
    selectHead(database, paymentId),
    selectPayment(database, paymentId),
    selectAdjustments(database, paymentId),
    selectEntries(database, paymentId),
  ]);
  if (!head || !payment) throw notFound("/id", "payment");
  const entries = entryId === null ? all : all.filter((entry) => entry.id === entryId);
  if (entryId !== null && entries.length === 0) throw notFound("/entry_id", "entry");
  return { head, payment, adjustments, entries, all, language };
}
