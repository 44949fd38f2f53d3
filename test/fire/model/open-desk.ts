import type { Temporal } from "temporal-polyfill";
import type { RunningServer } from "../../../src/main.ts";
import { Rival } from "../../rivals.ts";
import { openScene, type Scene } from "../../scene.ts";
import type { Desk } from "./desk.ts";
import { type Service, type ServiceName, services } from "./world.ts";

interface Day {
  monday: Temporal.Instant;
  setClock: (minute: number) => void;
}

/** A new clinic on the server, as the model knows it: two doctors, a room, three services, four patients. */
export async function openDesk(
  server: RunningServer,
  appUrl: string,
  { monday, setClock }: Day,
): Promise<{ desk: Desk; scene: Scene }> {
  const scene = await openScene({ appUrl, now: server.house.now });
  const doctors = await scene.practitioners(2);
  const [room] = await scene.rooms(1);
  const rival = new Rival(server.url, scene.token);
  const offered = Object.values(services).map(async (service) => [service.name, await offer(service)] as const);
  const ids = Object.fromEntries(await Promise.all(offered)) as Record<ServiceName, string>;
  await scene.generateSlots(1);
  const desk: Desk = {
    rival,
    clinicId: scene.clinicId,
    doctors,
    patients: await scene.patients(4),
    services: ids,
    appointmentIds: [],
    visitIds: [],
    paymentIds: [],
    exceptionId: null,
    at: (minute) => monday.add({ minutes: minute }).toString(),
    setClock,
  };
  return { desk, scene };

  async function offer({ name, minutes, after, room: needsRoom, price }: Service): Promise<string> {
    const whole = { starts_minute: 0, ends_minute: minutes };
    const { body } = await rival.post("/services", {
      name,
      duration_minutes: minutes,
      buffer_after_minutes: after,
      price_minor: price,
      clinic_ids: [scene.clinicId],
      practitioner_ids: doctors,
      phases: [
        { ...whole, need: "practitioner" },
        ...(needsRoom ? [{ ...whole, need: "resource", resource_id: room }] : []),
      ],
    });
    return body["id"] as string;
  }
}
