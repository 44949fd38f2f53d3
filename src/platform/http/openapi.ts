import type { FastifySchema } from "fastify";
import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { OpenAPIV3_1 } from "openapi-types";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { type Operation, permissions } from "../../core/roles.ts";
import { problem } from "../../core/schemas.ts";
import type { App } from "./app.ts";
import { tidied } from "./openapi-tidy.ts";

/**
 * Serves OpenAPI 3.1 at `/openapi.json`, made from the routes themselves, and renders it at `/docs`.
 *
 * Each operation carries its id, who may call it (`x-roles`, from the one table) and how its tenant is found (`x-tenant`).
 */
export async function describe(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Tessera", version, description: "Clinic booking that cannot double-book." },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "tessera_session" },
          token: { type: "http", scheme: "bearer" },
        },
      },
    },
    transform: jsonSchemaTransform,
    transformObject: (input) => tidied(jsonSchemaTransformObject(input) as Partial<OpenAPIV3_1.Document>),
  });
  app.addHook("onRoute", (route) => {
    route.schema = route.url.startsWith("/api/")
      ? documented(route.schema ?? {}, route.config?.operation)
      : { ...route.schema, hide: true };
  });
  await app.register(swaggerUi, { routePrefix: "/docs" });
  app.get("/openapi.json", () => app.swagger());
}

/** Every operation says its name, who may call it, how its tenant is found, and that errors are problem details. */
function documented(schema: FastifySchema, operation: Operation | undefined): FastifySchema {
  const response = { ...(schema.response as object), "4xx": problem, "5xx": problem };
  if (operation === undefined)
    return { ...schema, response, security: [], "x-roles": [], "x-tenant": "none" } as FastifySchema;
  const security = [{ session: [] }, { token: [] }];
  return {
    ...schema,
    response,
    operationId: operation,
    security,
    "x-roles": permissions[operation],
    "x-tenant": "session",
  } as FastifySchema;
}
