import { textOfMinute } from "../../src/core/zones.ts";
import type { Wanted } from "../starts.ts";
import { shuffle } from "../starts.ts";
import { HttpClient } from "../http-client.ts";
import { measure, type Run } from "../figures.ts";
import type { BenchServer } from "../on-server.ts";
import { comingDays, doctorsPerClinic, opensAtMinute, type Service, slotMinutes, startsPerDay } from "./clinics.ts";
import { type Cell, isBooked, patientOf } from "./history.ts";

/** A filled database with its server, and what is still free there. */
export interface Grown {
  bench: BenchServer;
  token: string;
  service: Service;
  patientIds: readonly string[];
  firstDay: number;
  /** Days since 1970, as `firstDay`. */
  today: number;
  free: Cell[];
}

/** What is filled, without who serves it. */
type Past = Omit<Grown, "bench" | "token" | "free">;

/** A run may take as many; where earlier ones have left fewer it goes on at the next clinic. */
const enough = 6_000;

/**
 * The free starts of one clinic's ten doctors after tomorrow, in a random order that is the same each time, without those that an
 * earlier run has booked.
 */
export function freeStarts(grown: Past, taken: ReadonlySet<string>): Cell[] {
  let free: Cell[] = [];
  for (let clinic = 0; clinic < grown.service.clinics.length && free.length < enough; clinic++)
    free = freeAt(clinic, grown, taken);
  shuffle(free);
  return free;
}

function freeAt(clinic: number, { service, firstDay, today }: Past, taken: ReadonlySet<string>): Cell[] {
  const doctors = service.clinics[clinic]!.practitionerIds;
  const cells: Cell[] = [];
  for (let day = today - firstDay + 2; day < service.days; day++)
    for (let slot = 0; slot < startsPerDay; slot++)
      for (let doctor = 0; doctor < doctorsPerClinic; doctor++) cells.push({ day, clinic, doctor, slot });
  const isTaken = (cell: Cell) => taken.has(`${doctors[cell.doctor]!} ${minuteOf(firstDay, cell)}`);
  return cells.filter((cell) => !isBooked(cell) && !isTaken(cell));
}

const minuteOf = (firstDay: number, { day, slot }: Cell): number =>
  (firstDay + day) * 1440 + opensAtMinute + slot * slotMinutes;

function wantedOf({ service, patientIds, firstDay }: Grown, cell: Cell): Wanted & { clinic_id: string } {
  const { id: clinic_id, practitionerIds } = service.clinics[cell.clinic]!;
  return {
    clinic_id,
    practitioner_id: practitionerIds[cell.doctor]!,
    patient_id: patientIds[patientOf(service, cell)]!,
    service_id: service.serviceId,
    starts_at: textOfMinute(minuteOf(firstDay, cell)),
  };
}

/** Books `count` free starts over HTTP; each must be given. */
export async function book(grown: Grown, clients: number, count: number): Promise<Run> {
  const { bench, token, free } = grown;
  const cells = free.splice(0, count);
  if (cells.length < count) throw new RangeError("More bookings than starts.");
  const connections = await open(bench, token, clients);
  const run = await measure({ clients: connections, count, cpu: bench.cpu }, async (client, i) => {
    const body = { ...wantedOf(grown, cells[i]!), booking_source: "phone" };
    const answer = await client.post("/api/v1/appointments", body);
    if (answer.status !== 201) throw new Error(`A booking was answered with ${answer.status}: ${answer.body}`);
  });
  for (const connection of connections) connection.close();
  return run;
}

/** What the desk and the patient look at, of the clinic that is booked: addresses by name. */
export function pages({ service, firstDay, today, free }: Grown): Record<string, string> {
  const { id: clinic_id, practitionerIds } = service.clinics[free[0]!.clinic]!;
  const date = (day: number) => textOfMinute((firstDay + day) * 1440).slice(0, 10);
  const tomorrow = today - firstDay + 1;
  const query = (values: Record<string, string>) => new URLSearchParams({ clinic_id, ...values }).toString();
  const month = { from: date(tomorrow), to: date(tomorrow + comingDays), practitioner_id: practitionerIds[0]! };
  return {
    "30 days of a doctor": `/api/v1/availability?${query({ ...month, service_id: service.serviceId, limit: "2000" })}`,
    "a day's calendar": `/api/v1/calendar?${query({ from: date(tomorrow + 1), to: date(tomorrow + 2) })}`,
    "a day's queue": `/api/v1/queue?${query({ date: date(tomorrow - 3) })}`,
  };
}

export async function read({ bench, token }: Grown, path: string, count: number): Promise<Run> {
  const connections = await open(bench, token, 1);
  const run = await measure({ clients: connections, count, cpu: bench.cpu }, async (client) => {
    const answer = await client.get(path);
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}: ${answer.body}`);
  });
  for (const connection of connections) connection.close();
  return run;
}

const open = (bench: BenchServer, token: string, clients: number): Promise<HttpClient[]> =>
  Promise.all(Array.from({ length: clients }, () => HttpClient.open(bench.url, token)));
