import { dateOf } from "../core/zones.ts";
import { notFound } from "../core/errors.ts";
import { readClinic } from "../booking/offer.ts";
import { type ContractRow, readContract } from "../demand/contracts.ts";
import { wishesFrom } from "../demand/wishes.ts";
import type { Database } from "../platform/database.ts";
import type { Actor } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { readRequest } from "../demand/requests.ts";
import { type CourseLine, readCourse, sayFeasibility } from "./course.ts";
import { type Filled, fillRequests } from "./fill-requests.ts";
import { selectWanted, type Wanted } from "./problem.sql.ts";

/**
 * Whether every session of a contract can be placed today, and where: of a draft what its lines wish, of a signed one what is still
 * planned. Throws `not_found`.
 */
export async function readFeasibility(house: House, organizationId: string, id: string) {
  const course = await house.postgres.read(organizationId, async (database) => {
    const contract = await readContract(database, id);
    if (!contract) throw notFound("/id", "contract");
    return await readCourse(database, await linesOf(database, contract, house), house.now());
  });
  return sayFeasibility(course);
}

type Line = Pick<CourseLine, "lineId" | "requestId" | "wanted">;

async function linesOf(database: Database, contract: ContractRow, house: House): Promise<Line[]> {
  if (contract.status === "draft") return await draftLines(database, contract, house);
  const lineOf = new Map(contract.lines.map((line) => [line.request_id, line.id]));
  const requestIds = contract.lines.flatMap(({ request_id }) => request_id ?? []);
  const wanted = await selectWanted(database, requestIds);
  return wanted.map((one) => ({ lineId: lineOf.get(one.id)!, requestId: one.id, wanted: one }));
}

async function draftLines(
  database: Database,
  { clinic_id, patient_id, lines }: ContractRow,
  house: House,
): Promise<Line[]> {
  const { timezone } = (await readClinic(database, clinic_id))!;
  const today = dateOf(house.now(), timezone);
  return lines.map(({ id, service_id, sessions, wishes }) => {
    const ordinals = Array.from({ length: sessions }, (_, i) => i + 1);
    const wanted: Wanted = {
      ...wishesFrom(wishes, today),
      id,
      clinic_id,
      timezone,
      patient_id,
      service_id,
      priority: 0,
      given: [],
      ordinals,
      ticket_ids: ordinals.map((ordinal) => `${id} ${ordinal}`),
    };
    return { lineId: id, requestId: null, wanted };
  });
}

/** Books what can be booked of a contract that is signed. Its papers stay whatever comes of it. */
export async function placeContract(
  house: House,
  actor: Actor,
  contractId: string,
  onProgress?: Parameters<typeof fillRequests>[3],
) {
  const { organizationId } = actor;
  const read = async () =>
    await house.postgres.read(organizationId, async (database) => (await readContract(database, contractId))!);
  const { lines } = await read();
  const requestIds = lines.flatMap(({ request_id }) => request_id ?? []);
  const filled = await fillRequests(house, actor, requestIds, onProgress);
  const [contract, requests] = await Promise.all([read(), readRequests(house, organizationId, requestIds)]);
  return { contract, requests, appointments: filled.appointments, feasibility: sayFeasibility(named(filled, lines)) };
}

/** With each line's own id. */
function named({ course }: Filled, lines: ContractRow["lines"]) {
  const lineOf = new Map(lines.map(({ id, request_id }) => [request_id, id]));
  return { ...course, lines: course.lines.map((line) => ({ ...line, lineId: lineOf.get(line.requestId) ?? null })) };
}

const readRequests = async (house: House, organizationId: string, ids: readonly string[]) =>
  await house.postgres.read(organizationId, (database) =>
    Promise.all(ids.map(async (id) => (await readRequest(database, id))!)),
  );
