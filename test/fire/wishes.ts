import type { Asked, Practice, Service } from "./practice.ts";
import { Random } from "./seed.ts";

const perDay = 12;
const roundMinutes = 75;
const dayMinutes = 1440;

/** Where a round begins, in minutes since the opening of the first day: rounds are too far apart to meet. */
const baseOf = (round: number): number =>
  Math.floor(round / perDay) * dayMinutes + (round % perDay) * roundMinutes + 15;

/**
 * 50 rivals whose starts are 0, 5 or 10 minutes apart, of mixed lengths, each of one to three resources. In every other round all want
 * one doctor for longer than that, so one can win; otherwise doctors, rooms, machines and patients are drawn, and some fit.
 */
export async function rivalsForStarts(practice: Practice, count: number): Promise<Asked[][]> {
  const random = new Random("starts");
  const [long, short] = [
    await drawServices(practice, random, [15, 20, 30, 45]),
    await drawServices(practice, random, [5, 10]),
  ];
  return Array.from({ length: count }, (_, round) => {
    const one = round % 2 === 0 ? random.pick(practice.doctors) : null;
    return random.shuffled(practice.patients).map((patient) => {
      const service = random.pick(one === null ? [...long, ...short] : long);
      const start = baseOf(round) + 5 * random.below(3);
      const who = one === null && random.chance(0.3) ? random.pick(practice.patients) : patient;
      return practice.wish(who, service, one ?? random.pick(practice.doctors), start);
    });
  });
}

async function drawServices(practice: Practice, random: Random, lengths: readonly number[]): Promise<Service[]> {
  const services: Service[] = [];
  for (let i = 0; i < 12; i++) {
    const besides = [random.pick(practice.rooms), random.pick(practice.machines)].slice(0, i % 3);
    services.push(
      await practice.offer({
        minutes: random.pick(lengths),
        before: random.pick([0, 0, 10]),
        after: random.pick([0, 0, 10]),
        shares: random.chance(0.7),
        resources: random.shuffled(besides),
        doctorAt: random.below(besides.length + 1),
      }),
    );
  }
  return services;
}

/** Three patients and twenty desks: each books one of them with a doctor of its own, at starts that overlap. */
export async function patientsOfManyDesks(practice: Practice, count: number): Promise<Asked[][]> {
  const random = new Random("patients");
  const service = await practice.offer({ ...plain, minutes: 45 });
  return Array.from({ length: count }, (_, round) =>
    practice.doctors.map((doctor) =>
      practice.wish(random.pick(practice.patients), service, doctor, baseOf(round) + 5 * random.below(3)),
    ),
  );
}

/**
 * Rivals for minutes that a shareable buffer keeps free: after the earlier one or before the later one. Each of the two exclusion
 * constraints is alone against one of them.
 */
export async function rivalsForBuffers(practice: Practice, count: number): Promise<Asked[][]> {
  const random = new Random("buffers");
  const brief = { ...plain, minutes: 5, shares: true };
  const sides = [await practice.offer({ ...brief, before: 10 }), await practice.offer({ ...brief, after: 10 })];
  return Array.from({ length: count }, (_, round) =>
    practice.patients.map((patient) => {
      const start = baseOf(round) + 5 * random.below(4);
      return practice.wish(patient, sides[round % 2]!, practice.doctors[0]!, start);
    }),
  );
}

const plain = { before: 0, after: 0, shares: false, resources: [], doctorAt: 0 };

/** Each of a doctor's neighbouring starts of a day is somebody's, on one day after the other. All can be had. */
export async function neighbours(practice: Practice, count: number, minutes: number): Promise<Asked[][]> {
  const random = new Random("neighbours", minutes);
  const service = await practice.offer({ ...plain, minutes });
  return Array.from({ length: count }, (_, day) =>
    random
      .shuffled(practice.patients)
      .map((patient, i) => practice.wish(patient, service, practice.doctors[0]!, day * dayMinutes + i * minutes)),
  );
}

/** For each client a list of free starts of the one doctor, a day of them between two, so that all press upon the same hours. */
export async function sharesOfDays(practice: Practice, days: number): Promise<Asked[][]> {
  const wishes = (await neighbours(practice, days, 20)).flat();
  const random = new Random("shares");
  return practice.patients.map((patient) => random.shuffled(wishes.filter((wish) => wish.patient === patient)));
}

/** 24 clients, each for a doctor, a room and a machine that are drawn, taken in an order that is drawn. */
export async function triples(practice: Practice, count: number): Promise<Asked[][]> {
  const random = new Random("triples");
  const services: Service[] = [];
  for (let i = 0; i < 24; i++)
    services.push(
      await practice.offer({
        ...plain,
        minutes: random.pick([20, 30]),
        resources: random.shuffled([random.pick(practice.rooms), random.pick(practice.machines)]),
        doctorAt: random.below(3),
      }),
    );
  return Array.from({ length: count }, (_, round) =>
    random.shuffled(practice.patients).map((patient) => {
      const start = baseOf(round) + 10 * random.below(2);
      return practice.wish(patient, random.pick(services), random.pick(practice.doctors), start);
    }),
  );
}
