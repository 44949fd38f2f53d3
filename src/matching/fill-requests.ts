import { refusalOf } from "../core/errors.ts";
import type { AppointmentRow } from "../booking/appointments.ts";
import type { Actor } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { bookPlacement } from "./agree-placements.ts";
import { type Course, type CourseLine, readCourse } from "./course.ts";
import { type Avoided, keyOf } from "./place-in-turn.ts";
import { selectWanted } from "./problem.sql.ts";
import { noReasons, type Place, type Proposal } from "./proposal.ts";

/** What was booked for the requests, and where the rest would go, or why nowhere. */
export interface Filled {
  appointments: AppointmentRow[];
  course: Course;
}

type OnProgress = (done: number, all: number) => void;

/** So often it is looked anew when somebody was faster. */
const mostRounds = 20;

/**
 * Places the planned sessions of the requests, and books them one after another as a receptionist does.
 *
 * Whenever one is refused, all that are left are placed anew: so nobody ever books a session without knowing where those before it
 * are, however many fill the same request at once, and the days between them are kept. Of rivals each session is booked by one.
 */
export async function fillRequests(
  house: House,
  actor: Actor,
  requestIds: readonly string[],
  onProgress: OnProgress = () => {},
): Promise<Filled> {
  const courses: Course[] = [];
  const booked = new Map<string, { proposal: Proposal; appointment: AppointmentRow }>();
  const avoided = new Set<string>();
  for (let round = 1; ; round++) {
    const course = await readRequests(house, actor, requestIds, avoided);
    courses.push(course);
    const refused = await bookUntilRefused(house, actor, course, (proposal, appointment) => {
      booked.set(proposal.sessionTicketId!, { proposal, appointment });
      onProgress(booked.size, sessionsOf(courses[0]!));
    });
    if (refused && !refused.isSpent) avoided.add(keyOfPlace(refused.place));
    if (refused && round < mostRounds) continue;
    const proposals = new Map([...booked].map(([id, { proposal }]) => [id, proposal]));
    return {
      appointments: [...booked.values()].map(({ appointment }) => appointment),
      course: outcomeOf(courses, proposals),
    };
  }
}

const sessionsOf = ({ lines }: Course): number => lines.reduce((sum, { proposals }) => sum + proposals.length, 0);
const keyOfPlace = ({ clinicId, practitionerId, start }: Place): string => keyOf(clinicId, practitionerId, start);

interface Refused {
  place: Place;
  /** Whether somebody else has booked this very session. */
  isSpent: boolean;
}

async function bookUntilRefused(
  house: House,
  actor: Actor,
  { lines }: Course,
  onBooked: (proposal: Proposal, appointment: AppointmentRow) => void,
): Promise<Refused | null> {
  for (const proposal of lines.flatMap(({ proposals }) => proposals)) {
    const { place } = proposal;
    if (!place) continue;
    try {
      onBooked(proposal, await bookPlacement(house, actor, { ...proposal, place }));
    } catch (error) {
      return { place, isSpent: refusalOf(error).code === "ticket_spent" };
    }
  }
  return null;
}

async function readRequests(
  house: House,
  { organizationId }: Actor,
  requestIds: readonly string[],
  avoided: Avoided,
): Promise<Course> {
  return await house.postgres.read(organizationId, async (database) => {
    const wanted = await selectWanted(database, requestIds);
    const lines = wanted.map((one) => ({ lineId: null, requestId: one.id, wanted: one }));
    return await readCourse(database, lines, house.now(), avoided);
  });
}

/** Of the sessions that were planned at first those that were booked here, and those that still are. Others have booked the rest. */
function outcomeOf(courses: readonly Course[], booked: ReadonlyMap<string, Proposal>): Course {
  const open = courses.at(-1)!.lines.flatMap(({ proposals }) => proposals);
  const left = new Map(open.map((proposal) => [proposal.sessionTicketId!, withoutPlace(proposal)]));
  const lines = courses[0]!.lines.map((line): CourseLine => {
    const proposals = line.wanted.ticket_ids.flatMap((id) => booked.get(id) ?? left.get(id) ?? []);
    return { ...line, proposals };
  });
  return { lines, names: new Map(courses.flatMap(({ names }) => [...names])) };
}

function withoutPlace(proposal: Proposal): Proposal {
  const { place, cost, reasons } = proposal;
  return {
    ...proposal,
    place: null,
    reasons: place ? { ...noReasons, blocked: [{ code: "all_taken", cost }] } : reasons,
  };
}
