import { type Random, randomOf } from "../../src/core/random.ts";
import { normalize, type Range, type RangeSet, subtract } from "../../src/core/ranges.ts";
import { type Demand, type Offering, type Pattern, type Problem, usualWeights } from "../../src/matching/problem.ts";

export interface ClinicSize {
  seed: number;
  requests: number;
  sessions: number;
  practitioners: number;
  weeks: number;
  /** Share of the working time that is booked before. */
  booked?: number;
  services?: number;
  rooms?: number;
  /** In how many of the weeks the requests begin. */
  begins?: number;
  /** Minutes from slot to slot; 10 where nothing is said. */
  slots?: number;
}

const monday = 20_794; // an epoch day
const shifts: readonly (readonly Range[])[] = [
  [
    [8 * 60, 12 * 60],
    [12 * 60, 16 * 60],
  ],
  [
    [11 * 60, 15 * 60],
    [15 * 60, 19 * 60],
  ],
  [
    [9 * 60, 13 * 60],
    [14 * 60, 18 * 60],
  ],
];

/**
 * The open requests of a clinic as the search for a batch gets them: practitioners with shifts, rooms of two kinds, services of 20, 30 and 40
 * minutes, a part of it booked; series of weekly sessions, more than half of them with patterns. The zone is UTC.
 */
export function madeUpClinic(size: ClinicSize): Problem {
  const random = randomOf(size.seed);
  const slots = size.slots ?? 10;
  const rooms = Array.from({ length: size.rooms ?? Math.max(2, Math.ceil(size.practitioners * 0.8)) }, () =>
    roomOf(size),
  );
  const staff = Array.from({ length: size.practitioners }, (_, at) => staffMember(size, at, rooms, slots, random));
  const resources = [
    ...staff.map((free, at) => ({ resourceId: `p${at}`, kind: "practitioner", lanes: [free] })),
    ...rooms.map((room, at) => ({ resourceId: `r${at}`, kind: kindOf(at), lanes: [room.free()] })),
  ];
  const services = Array.from({ length: size.services ?? 8 }, (_, at) => ({
    id: `s${at}`,
    minutes: 20 + 10 * (at % 3),
  }));
  const offerings = staff.flatMap((free, at) =>
    services
      .filter((_, nr) => services.length < 4 || (at + nr * 3) % services.length < Math.max(2, services.length * 0.4))
      .map(({ id, minutes }) => offeringOf(id, minutes, at, free, { rooms, staff: staff.length, slots })),
  );
  const requests = Array.from({ length: size.requests }, (_, nr) => requestOf(nr, size, offerings, random));
  return { requests, offerings, resources, weights: usualWeights };
}

const kindOf = (room: number) => (room % 4 === 3 ? "laser_room" : "room");

/** A room, and when it is taken, in steps of ten minutes. */
interface Room {
  isFree(start: number, end: number): boolean;
  take(start: number, end: number): void;
  free(): RangeSet;
}

function roomOf({ weeks }: ClinicSize): Room {
  const taken = new Uint8Array(weeks * 7 * 144 + 12);
  const at = (time: number) => Math.floor((time - monday * 1440) / 10);
  const ranges: Range[] = [];
  return {
    isFree: (start, end) => !taken.subarray(at(start), at(end + 9)).includes(1),
    take(start, end) {
      taken.fill(1, at(start), at(end + 9));
      ranges.push([start, end]);
    },
    free: () => subtract([[monday * 1440, (monday + weeks * 7) * 1440]], normalize(ranges)),
  };
}

/** When somebody works and is not booked yet; what is booked stands in a room. Some half days are nearly full, some nearly empty. */
function staffMember(size: ClinicSize, at: number, rooms: readonly Room[], slots: number, random: Random): RangeSet {
  const free: Range[] = [];
  const booked = size.booked ?? 0.6;
  for (let day = monday; day < monday + size.weeks * 7; day++)
    for (const [from, to] of (day - monday) % 7 > 4 ? [] : shifts[at % shifts.length]!) {
      const share = Math.min(0.95, Math.max(0, booked + random.pick([-0.4, 0, 0.4])));
      const chance = share / (3 - 2 * share); // an appointment takes three times what a gap takes
      for (let time = day * 1440 + from; time < day * 1440 + to;) {
        const end = Math.min(day * 1440 + to, time + slots * random.whole(2, 4));
        const room = random.chance(chance) ? random.shuffled(rooms).find((one) => one.isFree(time, end)) : undefined;
        room?.take(time, end);
        if (!room) free.push([time, Math.min(day * 1440 + to, time + slots)]);
        time = room ? end : time + slots;
      }
    }
  return normalize(free);
}

function offeringOf(
  serviceId: string,
  durationMinutes: number,
  at: number,
  free: RangeSet,
  { rooms, staff, slots }: { rooms: readonly Room[]; staff: number; slots: number },
): Offering {
  const inRoom = durationMinutes + (durationMinutes === 40 ? 10 : 0); // it is cleaned
  const starts: number[] = [];
  for (const [from, to] of free)
    for (let start = from; start + durationMinutes <= to; start += slots)
      if (rooms.some((room) => room.isFree(start, start + inRoom))) starts.push(start);
  return {
    serviceId,
    clinicId: "c",
    practitionerId: `p${at}`,
    durationMinutes,
    starts: Int32Array.from(starts),
    days: Int32Array.from(starts, (start) => Math.floor(start / 1440)),
    minutes: Int16Array.from(starts, (start) => start % 1440),
    needs: [
      { from: 0, to: durationMinutes, anyOf: [at] },
      { from: 0, to: inRoom, anyOf: rooms.map((_, room) => staff + room) },
    ],
  };
}

function requestOf(nr: number, size: ClinicSize, offerings: readonly Offering[], random: Random): Demand {
  const { serviceId } = random.pick(offerings);
  const able = offerings.flatMap((offering, at) => (offering.serviceId === serviceId ? [at] : []));
  const one = random.pick(able);
  const wish = random.whole(0, 99);
  const begins = Math.max(1, (size.begins ?? Math.ceil(size.weeks * 0.6)) * 7);
  const who = offerings[one]!.practitionerId;
  const busyDay = monday + random.whole(0, size.weeks * 7 - 1);
  return {
    requestId: `q${nr}`,
    patientId: random.chance(0.05) && nr > 0 ? `a${nr - 1}` : `a${nr}`,
    ticketIds: Array.from({ length: size.sessions }, (_, k) => `q${nr}t${k}`),
    earliestDay: monday + random.whole(0, begins - 1),
    latestDay: monday + size.weeks * 7 - 1,
    minDaysBetween: 5,
    maxDaysBetween: 9,
    preferredDaysBetween: random.chance(0.8) ? 7 : null,
    fixedDays: [],
    offerings: wish < 15 ? [one] : able,
    preferredPractitionerId: wish >= 15 && wish < 55 ? who : null,
    preferredClinicId: "c",
    preferredRoomKind: random.chance(0.1) ? "laser_room" : null,
    patterns: random.chance(0.6) ? patternsOf(random, who) : [],
    priority: random.chance(0.7) ? 0 : random.whole(1, 9),
    busy: random.chance(0.3) ? [[busyDay * 1440 + 9 * 60, busyDay * 1440 + 12 * 60]] : [],
  };
}

function patternsOf(random: Random, practitionerId: string | null): Pattern[] {
  const first = patternOf(random, 100, practitionerId);
  return random.chance(0.4) ? [first, patternOf(random, random.whole(3, 9) * 10, null)] : [first];
}

function patternOf(random: Random, weight: number, practitionerId: string | null): Pattern {
  const kind = random.whole(0, 3);
  const startMinute = 60 * random.whole(8, 17);
  return {
    weekday: kind === 2 ? null : random.whole(1, 5),
    startMinute: kind === 3 ? null : startMinute,
    endMinute: kind === 3 || random.chance(0.4) ? null : startMinute + 60 * random.whole(1, 4),
    practitionerId: random.chance(0.1) ? practitionerId : null,
    weight,
  };
}
