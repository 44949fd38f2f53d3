import { existsSync } from "node:fs";
import staticFiles from "@fastify/static";
import { DomainError } from "../../core/errors.ts";
import type { App } from "./app.ts";

const ours = /^\/(api|docs|openapi\.json|livez|readyz|metrics|socket\.io|fhir|ical)(\/|$|\?)/;

/** Serves the built page from `folder`, if there is one; what neither a file nor a route answers is a place inside the page. */
export async function servePage(app: App, folder: string | null): Promise<void> {
  const built = folder !== null && existsSync(folder);
  if (built) await app.register(staticFiles, { root: folder, wildcard: false, maxAge: "1h" });
  app.setNotFoundHandler((request, reply) => {
    if (!built || request.method !== "GET" || ours.test(request.url))
      throw new DomainError("not_found", "There is nothing at this address.");
    return reply.header("cache-control", "no-cache").sendFile("index.html", { maxAge: 0 });
  });
}
