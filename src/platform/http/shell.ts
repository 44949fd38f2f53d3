import { isUtf8 } from "node:buffer";
import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import fastify, { LogController, type FastifyReply, type FastifyRequest } from "fastify";
import { validatorCompiler } from "fastify-type-provider-zod";
import { DomainError, fault } from "../../core/errors.ts";
import { mayDo } from "../../core/roles.ts";
import type { Admission } from "./admission.ts";
import { admit } from "./admit.ts";
import type { Caller } from "./caller.ts";
import type { App, Zod } from "./app.ts";
import { checkedJson, plainJson } from "./answers.ts";
import { describe } from "./openapi.ts";
import { toProblem } from "./problems.ts";

export interface ShellOptions {
  logLevel: string;
  version: string;
  /** Tests hold every answer against its schema; a running clinic does not pay for that. */
  checkAnswers: boolean;
  admission: Admission;
  authenticate: (request: FastifyRequest) => Promise<Caller>;
}

/** The HTTP shell: security headers, problem details, admission and sign-in before anything else, and the OpenAPI document of what is registered. */
export async function openShell(options: ShellOptions): Promise<App> {
  const app = fastify({
    logger: { level: options.logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: 1_048_576,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    // A proxy on this machine or network says by which protocol and for whom it asks.
    trustProxy: ["loopback", "linklocal", "uniquelocal"],
    forceCloseConnections: "idle",
    // A request has its place from its first line on, so its body must not be for ever to come.
    requestTimeout: 30_000,
    http: { connectionsCheckingInterval: 5_000 },
  }).withTypeProvider<Zod>();
  app.setValidatorCompiler(validatorCompiler as never);
  app.setSerializerCompiler(options.checkAnswers ? checkedJson : plainJson);
  app.setErrorHandler(sendProblem);
  logAnswers(app);
  readJsonOnly(app);
  await app.register(helmet, { contentSecurityPolicy: { directives: pagePolicy }, strictTransportSecurity: false });
  admit(app, options.admission);
  await app.register(cookie);
  await app.register(compress, { threshold: 4096 });
  guard(app, options.authenticate);
  letGoWhenClosing(app);
  await describe(app, options.version);
  return app;
}

/** The page brings everything along; styles are written by the component kit at run time. Hosts may serve plain HTTP inside a clinic. */
const pagePolicy = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", "data:"],
  connectSrc: ["'self'", "ws:", "wss:"],
  upgradeInsecureRequests: null,
};

/** One line per request, without its query: a search for a patient's name must not reach a log. Nor need the probes. */
function logAnswers(app: App): void {
  app.addHook("onResponse", (request, reply, done) => {
    const path = request.url.split("?")[0];
    const ms = Math.round(reply.elapsedTime);
    if (!probes.has(path ?? "")) request.log.info({ method: request.method, path, status: reply.statusCode, ms });
    done();
  });
}

const probes = new Set(["/livez", "/readyz", "/metrics"]);

/** Who is answered while the server closes is told to let go of the connection, for which it would wait otherwise. */
function letGoWhenClosing(app: App): void {
  let closing = false;
  app.addHook("preClose", (done) => {
    closing = true;
    done();
  });
  app.addHook("onSend", (_request, reply, payload, done) => {
    if (closing) reply.header("connection", "close");
    done(null, payload);
  });
}

/** Nobody reaches a route that names an operation without the role for it. Checked before the body is read. */
function guard(app: App, authenticate: ShellOptions["authenticate"]): void {
  app.decorateRequest("caller", null as never);
  app.addHook("onRequest", async (request) => {
    const { operation } = request.routeOptions.config;
    if (!operation) return;
    request.caller = await authenticate(request);
    if (!mayDo(request.caller.role, operation))
      throw new DomainError("forbidden", "This account's role may not do that.");
  });
}

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error, request.id);
  if (problem.status >= 500 && problem.code === "internal")
    request.log.error({ err: withoutRows(error) }, "request failed");
  if (problem.status === 503 || problem.status === 429) reply.header("retry-after", "1");
  return reply.code(problem.status).type("application/problem+json").serializer(JSON.stringify).send(problem);
}

/** Bodies are JSON in UTF-8, or empty. Bytes that are not UTF-8 would otherwise be stored as replacement characters. */
function readJsonOnly(app: App): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("text/plain");
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, (request, body, done) => {
    if (body.length === 0) return done(null, undefined);
    if (!isUtf8(body as Buffer)) return done(fault("malformed", "", "The body is not UTF-8."));
    return parse(request, body.toString(), done);
  });
}

/** PostgreSQL puts row values into `detail`, `where` and `parameters`; a log gets the message's kind and the stack only. */
function withoutRows(error: unknown): object {
  if (!(error instanceof Error)) return { message: "not an error" };
  const code = "code" in error ? error.code : undefined;
  const frames = error.stack
    ?.split("\n")
    .filter((line) => line.trimStart().startsWith("at "))
    .join("\n");
  return { name: error.name, code, stack: frames };
}
