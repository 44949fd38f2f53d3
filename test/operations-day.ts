import type { Client } from "./client.ts";
import type { TestClinic } from "./clinic.ts";
import type { Operation } from "../src/core/roles.ts";
import type { SampleCall } from "./sample-call.ts";

/** A ward with sessions: two beds in a pool, a treatment of three hours, and Thursday mornings that are generated. */
export interface Ward {
  bedIds: [string, string];
  bedPoolId: string;
  treatmentId: string;
  sessionRuleId: string;
  sessionId: string;
}

type SessionOperation = Extract<
  Operation,
  | `${string}SessionRule${string}`
  | "generateSessions"
  | "putOnSession"
  | "listSessions"
  | "readSessionBoard"
  | "readSessionAvailability"
>;

export async function furnishWard(admin: Client, { clinicId: clinic_id }: TestClinic): Promise<Ward> {
  const make = async (path: string, body: Record<string, unknown>) =>
    (await admin.post<{ id: string }>(path, body)).body.id;
  const bed = (name: string) => make("/resources", { kind: "bed", name, clinic_id });
  const bedIds: Ward["bedIds"] = [await bed("Bed 1"), await bed("Bed 2")];
  const bedPoolId = await make("/pools", { clinic_id, name: "Beds", resource_ids: bedIds });
  const phases = [{ starts_minute: 0, ends_minute: 180, need: "pool", pool_id: bedPoolId }];
  const treatment = { name: "Dialysis", duration_minutes: 180, price_minor: 9000, clinic_ids: [clinic_id], phases };
  const treatmentId = await make("/services", treatment);
  const morning = { weekday: 4, start_local: "08:00", end_local: "12:00", name: "Morning" };
  const ids = { clinic_id, service_id: treatmentId, pool_id: bedPoolId };
  const sessionRuleId = await make("/session-rules", { ...ids, ...morning });
  await admin.post("/sessions/generate", { clinic_id, from: "2026-11-19", to: "2026-12-04" });
  const { body } = await admin.get<{ items: { id: string }[] }>(
    `/sessions?clinic_id=${clinic_id}&from=2026-11-19&to=2026-12-04`,
  );
  return { bedIds, bedPoolId, treatmentId, sessionRuleId, sessionId: body.items[0]!.id };
}

/** The calls of sessions. */
export function sessionCalls(ids: TestClinic & Ward): Record<SessionOperation, SampleCall> {
  const { clinicId: clinic_id, treatmentId: service_id, bedPoolId: pool_id } = ids;
  const get = (path: string): SampleCall => ({ method: "GET", path });
  return {
    listSessionRules: get(`/session-rules?clinic_id=${clinic_id}&service_id=${service_id}&status=active`),
    readSessionRule: get(`/session-rules/${ids.sessionRuleId}`),
    createSessionRule: {
      method: "POST",
      path: "/session-rules",
      body: {
        clinic_id,
        service_id,
        pool_id,
        practitioner_id: ids.practitionerIds[0],
        name: "Evening",
        weekday: 2,
        start_local: "17:00",
        end_local: "21:00",
        valid_from: "2026-12-01",
        valid_to: "2027-05-31",
        capacity: 1,
        start_every_minutes: 30,
      },
    },
    changeSessionRule: { method: "PATCH", path: `/session-rules/${ids.sessionRuleId}`, body: { name: "Mornings" } },
    generateSessions: {
      method: "POST",
      path: "/sessions/generate",
      body: { clinic_id, from: "2026-11-19", to: "2026-12-11" },
    },
    putOnSession: {
      method: "POST",
      path: "/sessions",
      body: {
        clinic_id,
        service_id,
        pool_id,
        practitioner_id: ids.practitionerIds[0],
        name: "On Saturday",
        starts_at: "2026-11-21T07:00:00Z",
        ends_at: "2026-11-21T11:00:00Z",
        bed_ids: [ids.bedIds[0]],
        start_every_minutes: 0,
      },
    },
    listSessions: get(
      `/sessions?clinic_id=${clinic_id}&service_id=${service_id}&status=open&from=2026-11-19&to=2026-12-04`,
    ),
    readSessionBoard: get(`/sessions/${ids.sessionId}`),
    readSessionAvailability: get(`/sessions/availability?clinic_id=${clinic_id}&from=2026-11-19&to=2026-12-04`),
  };
}
