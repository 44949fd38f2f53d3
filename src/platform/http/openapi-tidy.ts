import type { OpenAPIV3_1 } from "openapi-types";

type Document = Partial<OpenAPIV3_1.Document>;
type Operation = OpenAPIV3_1.OperationObject;

const methods = ["get", "post", "put", "patch", "delete"] as const;

/**
 * Corrects what the generator cannot know: errors are `application/problem+json`, a body that may be null may be left out, and
 * schemas that nothing refers to say nothing.
 */
export function tidied(document: Document): Document {
  for (const item of Object.values(document.paths ?? {}))
    for (const method of methods) {
      const operation = item?.[method];
      if (!operation) continue;
      nameProblems(operation);
      freeBody(operation);
    }
  return withoutUnused(document);
}

function nameProblems({ responses }: Operation): void {
  for (const [status, response] of Object.entries(responses ?? {})) {
    if (!("content" in response) || !response.content) continue;
    response.description = /^[45]/.test(status) ? "Problem details (RFC 9457)" : "The answer";
    const { "application/json": content, ...others } = response.content;
    if (content && /^[45]/.test(status)) response.content = { ...others, "application/problem+json": content };
  }
}

function freeBody({ requestBody }: Operation): void {
  const content = requestBody && "content" in requestBody ? requestBody.content["application/json"] : undefined;
  const choices = content?.schema && "anyOf" in content.schema ? (content.schema.anyOf ?? []) : [];
  const [only, ...more] = choices.filter((choice) => !("type" in choice && choice.type === "null"));
  if (!content || !only || more.length > 0 || choices.length === 1) return;
  content.schema = only;
  (requestBody as OpenAPIV3_1.RequestBodyObject).required = false;
}

/** Schemas are registered once for what comes in and once for what goes out; most are only one of them. */
function withoutUnused(document: Document): Document {
  const { schemas = {} } = document.components ?? {};
  const used = new Set<string>();
  const follow = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || used.has(name)) continue;
      used.add(name);
      follow(schemas[name]);
    }
  };
  follow(document.paths ?? {});
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas: kept } };
}
