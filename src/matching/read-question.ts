import { type DomainError, fault, notFound } from "../core/errors.ts";
import type { Database } from "../platform/database.ts";
import { type AskedRequest, selectKnown, selectOpenRequests, selectRequests } from "./asked.sql.ts";
import type { Asked, PlanKind } from "./plans.sql.ts";
import { kindOf, mostRequests, mostSessions } from "./question.ts";

/** A question of which everything is there. */
export interface Question {
  kind: PlanKind;
  asked: Asked;
  /** Which requests are to be placed; none for the other kinds. */
  requestIds: readonly string[];
  /** Of all of it, where that is one clinic. */
  clinicId: string | null;
}

/** Throws what `kindOf` throws, and `not_found` with a pointer for whatever the question names that is not there. */
export async function readQuestion(database: Database, asked: Asked): Promise<Question> {
  const kind = kindOf(asked);
  if (kind === "series" || kind === "batch") {
    const requests = await requestsOf(database, asked);
    const clinics = new Set(requests.map(({ clinic_id }) => clinic_id));
    const [only = null] = clinics.size === 1 ? clinics : [];
    return { kind, asked, requestIds: requests.map(({ id }) => id), clinicId: asked.clinic_id ?? only };
  }
  const { absence, itinerary, session_id: sessionId } = asked;
  // The others that it names are missed by who answers it.
  await requireThere(database, "resources", listed(absence?.resource_id), () =>
    notFound("/absence/resource_id", "resource"),
  );
  await requireThere(database, "sessions", listed(sessionId), () => notFound("/session_id", "session"));
  await requireThere(database, "services", itinerary?.service_ids ?? [], (i) =>
    notFound(`/itinerary/service_ids/${i}`, "service"),
  );
  return { kind, asked, requestIds: [], clinicId: itinerary?.clinic_id ?? null };
}

type Pointing = (i: number) => DomainError;
const listed = <Item>(item: Item | undefined): Item[] => (item === undefined ? [] : [item]);

async function requireThere(
  database: Database,
  table: Parameters<typeof selectKnown>[1],
  ids: readonly string[],
  missing: Pointing,
): Promise<void> {
  if (ids.length === 0) return;
  const known = await selectKnown(database, table, ids);
  const i = ids.findIndex((id) => !known.has(id.toLowerCase()));
  if (i >= 0) throw missing(i);
}

async function requestsOf(database: Database, { clinic_id, request_ids }: Asked): Promise<AskedRequest[]> {
  await requireThere(database, "clinics", listed(clinic_id), () => notFound("/clinic_id", "clinic"));
  const requests = request_ids
    ? await named(database, request_ids, clinic_id)
    : await selectOpenRequests(database, clinic_id!, mostRequests + 1);
  const pointer = request_ids ? "/request_ids" : "/clinic_id";
  if (requests.length > mostRequests)
    throw fault("invalid_request", pointer, `These are more than ${mostRequests} requests: name some of them.`);
  if (requests.reduce((sum, { sessions }) => sum + sessions, 0) > mostSessions)
    throw fault("invalid_request", pointer, `These are more than ${mostSessions} sessions: name some of the requests.`);
  return requests;
}

async function named(database: Database, ids: readonly string[], clinicId: string | undefined) {
  const found = new Map((await selectRequests(database, ids)).map((request) => [request.id, request]));
  return ids.map((id, i) => {
    const request = found.get(id.toLowerCase());
    if (!request || (clinicId !== undefined && request.clinic_id !== clinicId.toLowerCase()))
      throw notFound(`/request_ids/${i}`, "booking request");
    return request;
  });
}
