import type { FastifyRequest } from "fastify";
import type { Admission, Place } from "./admission.ts";
import type { App } from "./app.ts";

/** Probes, figures and the page's files are always answered: they cost little, and they are how one sees what is going on. */
const counted = /^\/(api|fhir|ical)\//;

/** Lets requests in through `admission` before anybody asks who they are or reads what they bring. */
export function admit(app: App, admission: Admission): void {
  const places = new WeakMap<FastifyRequest, Place>();
  app.addHook("onRequest", async (request, reply) => {
    if (!counted.test(request.url)) return;
    const place = admission.enter(callerOf(request));
    places.set(request, place);
    // Nobody works for who hung up while waiting. A request that is worked on goes on, and keeps its place until it is done.
    reply.raw.once("close", () => place.admitted || place.leave());
    await place.turn;
  });
  app.addHook("onSend", (request, _reply, payload, done) => {
    places.get(request)?.leave();
    done(null, payload);
  });
}

/** Told apart by what they sign in with, unchecked: finding out whose that is costs a question to the database. */
const callerOf = ({ headers, ip }: FastifyRequest): string => headers.authorization ?? headers.cookie ?? ip;
