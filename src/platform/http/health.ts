import type { Postgres } from "../database.ts";
import { DomainError } from "../../core/errors.ts";
import type { App } from "./app.ts";

/** `/livez`: the process runs. `/readyz`: it can reach its database, so that it may be sent requests. */
export function serveHealth(app: App, postgres: Postgres): void {
  app.get("/livez", () => ({ status: "ok" }));
  app.get("/readyz", async () => {
    await postgres.directory("select 1 as one", []).catch(() => {
      throw new DomainError("unavailable", "The database does not answer.");
    });
    return { status: "ready" };
  });
}
