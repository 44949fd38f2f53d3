import { z } from "zod";
import { id } from "../core/schemas.ts";
import { notFound } from "../core/errors.ts";
import { withEtag } from "../platform/http/conditions.ts";
import type { App } from "../platform/http/app.ts";
import type { House } from "../platform/house.ts";
import { pageOf, readCursor } from "../platform/paging.ts";
import { selectAdjustments } from "./adjustments.sql.ts";
import { drawerRoutes } from "./drawer-routes.ts";
import { dayCloseRoutes } from "./day-close-routes.ts";
import { selectEntries } from "./entries.sql.ts";
import { selectPayment, selectPayments } from "./payment-lists.sql.ts";
import { selectPaymentEvents } from "./payments.sql.ts";
import { receiptRoutes } from "./receipt/receipt-routes.ts";
import { reportRoutes } from "./report-routes.ts";
import * as schemas from "./schemas.ts";

const one = z.object({ id });

export function paymentRoutes(app: App, house: House): void {
  app.get(
    "/api/v1/payments",
    {
      config: { operation: "listPayments" },
      schema: { querystring: schemas.paymentQuery, response: { 200: schemas.paymentPage } },
    },
    async ({ caller, query }) => {
      const [beforeDate, beforeId] = readCursor(query.cursor, "date", "uuid");
      const filter = {
        clinicId: query.clinic_id ?? null,
        patientId: query.patient_id ?? null,
        status: query.status ?? null,
        outstanding: query.outstanding ?? false,
        from: query.from ?? null,
        to: query.to ?? null,
        beforeDate: beforeDate ?? null,
        beforeId: beforeId ?? null,
      };
      const rows = await house.postgres.read(caller.organizationId, (database) =>
        selectPayments(database, filter, query.limit + 1),
      );
      return pageOf(rows, query.limit, (row) => [row.service_date, row.id]);
    },
  );

  app.get(
    "/api/v1/payments/:id",
    {
      config: { operation: "readPayment" },
      schema: { params: one, response: { 200: schemas.paymentDetail } },
    },
    async ({ caller, params }, reply) => {
      const [payment, entries, adjustments] = await house.postgres.read(caller.organizationId, (database) =>
        Promise.all([
          selectPayment(database, params.id),
          selectEntries(database, params.id),
          selectAdjustments(database, params.id),
        ]),
      );
      if (!payment) throw notFound("/id", "payment");
      return withEtag(reply, { ...payment, entries, adjustments });
    },
  );

  app.get(
    "/api/v1/payments/:id/events",
    {
      config: { operation: "readPaymentEvents" },
      schema: { params: one, response: { 200: schemas.paymentEvents } },
    },
    async ({ caller, params }) => {
      const [payment, items] = await house.postgres.read(caller.organizationId, (database) =>
        Promise.all([selectPayment(database, params.id), selectPaymentEvents(database, params.id)]),
      );
      if (!payment) throw notFound("/id", "payment");
      return { items };
    },
  );

  receiptRoutes(app, house);
  reportRoutes(app, house);
  drawerRoutes(app, house);
  dayCloseRoutes(app, house);
}
