import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";
import type { Postgres } from "./database.ts";
import type { Admission } from "./http/admission.ts";
import type { App } from "./http/app.ts";
import type { ZoneData } from "./zone-data.ts";

interface Sources {
  postgres: Postgres;
  zones: ZoneData;
  admission: Admission;
}

/** Prometheus figures at `/metrics`: how long each route takes, who waits for what, whose zone data differ, and what Node says of itself. */
export function serveMetrics(app: App, { postgres, zones, admission }: Sources): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  countRequests(app, registry);
  countWaiting(registry, postgres, admission);
  const zoneData = new Gauge({
    name: "tessera_zone_data_differs",
    help: "1 where Node and PostgreSQL know different clock changes for a zone in use, as found after the start.",
    labelNames: ["zone"],
    registers: [registry],
    collect() {
      for (const [zone, difference] of zones) zoneData.set({ zone }, difference ? 1 : 0);
    },
  });
  app.get("/metrics", async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

function countRequests(app: App, registry: Registry): void {
  const duration = new Histogram({
    name: "tessera_http_request_duration_seconds",
    help: "Time from the first byte of a request to the last of its answer.",
    labelNames: ["method", "route", "status"],
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers: [registry],
  });
  app.addHook("onResponse", async ({ method, routeOptions }, reply) => {
    duration.observe({ method, route: routeOptions.url ?? "none", status: reply.statusCode }, reply.elapsedTime / 1000);
  });
}

function countWaiting(registry: Registry, postgres: Postgres, admission: Admission): void {
  const pool = new Gauge({
    name: "tessera_database_connections",
    help: "Connections of the pool, and requests that wait for one.",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(postgres.load)) pool.set({ state }, count);
    },
  });
  const writable = new Gauge({
    name: "tessera_database_writable",
    help: "0 while the disk of the database is full and changes are refused.",
    registers: [registry],
    collect() {
      writable.set(postgres.writable ? 1 : 0);
    },
  });
  const inFlight = new Gauge({
    name: "tessera_http_requests_in_flight",
    help: "Requests that are worked on, and requests that wait for their turn.",
    labelNames: ["state"],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(admission.load)) inFlight.set({ state }, count);
    },
  });
  const refused = new Counter({
    name: "tessera_http_requests_refused_total",
    help: "Requests that were refused because the house was full, their account had used its share, or their turn came too late.",
    labelNames: ["reason"],
    registers: [registry],
    collect() {
      refused.reset();
      for (const [reason, count] of Object.entries(admission.refused)) refused.inc({ reason }, count);
    },
  });
}
