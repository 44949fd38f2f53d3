import fc from "fast-check";
import type { Answer, Rival } from "../../rivals.ts";
import { type Booking, type ServiceName, services, type Visit, type World } from "./world.ts";

/** The program under test, and under which ids it knows what the model counts. */
export interface Desk {
  rival: Rival;
  clinicId: string;
  doctors: readonly string[];
  patients: readonly string[];
  services: Record<ServiceName, string>;
  /** By the places of the model's bookings and visits. */
  appointmentIds: string[];
  visitIds: string[];
  paymentIds: string[];
  exceptionId: string | null;
  /** An instant of the day, by its minute. */
  at(minute: number): string;
  setClock(minute: number): void;
}

export type Step = (world: World, desk: Desk) => Promise<void>;

export class Verb implements fc.AsyncCommand<World, Desk> {
  readonly #said: string;
  readonly #step: Step;

  constructor(said: string, step: Step) {
    this.#said = said;
    this.#step = step;
  }

  /** Whatever is not allowed is tried as well: it has to be refused. */
  check = (): boolean => true;
  run = (world: World, desk: Desk): Promise<void> => this.#step(world, desk);
  toString = (): string => this.#said;
}

/** A verb of which fast-check draws the particulars. */
export const verb = <Particulars extends object>(
  name: string,
  particulars: fc.Arbitrary<Particulars>,
  step: (given: Particulars) => Step,
): fc.Arbitrary<Verb> => particulars.map((given) => new Verb(`${name} ${JSON.stringify(given)}`, step(given)));

/** Starts lie close together, so that many want the same. */
export const wishes = fc.record({
  patient: fc.nat(3),
  doctor: fc.nat(1),
  service: fc.constantFrom<ServiceName>("visit", "visit", "scan", "advice"),
  start: fc.integer({ min: 46, max: 64 }).map((n) => n * 10),
});

/** Any of those there are, by a number that is taken modulo their count. */
export const someone = fc.record({ which: fc.nat(40) });

export function pickBooking(world: World, which: number): { i: number; booking: Booking } | null {
  if (world.bookings.length === 0) return null;
  const i = which % world.bookings.length;
  return { i, booking: world.bookings[i]! };
}

export function pickVisit(world: World, which: number): { i: number; visit: Visit } | null {
  if (world.visits.length === 0) return null;
  const i = which % world.visits.length;
  return { i, visit: world.visits[i]! };
}

/** The answer must be the expected one: a status, or the code of a refusal. */
export function expectAnswer({ status, body }: Answer, expected: number | string): void {
  const found = status < 400 ? status : String(body["code"]);
  if (found !== expected)
    throw new Error(`${String(expected)} was due, the answer is ${status}: ${JSON.stringify(body)}`);
}

export const priceOf = (service: ServiceName): number => services[service].price;
