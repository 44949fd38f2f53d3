import { Temporal } from "temporal-polyfill";
import { withClient } from "./postgres-server.ts";

/** Holds the ledger of the waitlist against its rules, from the rows alone, and says in words what breaks them. */

interface Offered {
  id: string;
  opening_id: string;
  request_id: string;
  status: string;
  offered: number;
  expires: number;
  decided: number | null;
  starts: number;
  ends: number;
  day: string;
  practitioner_id: string;
  service_id: string;
  patient_id: string;
  /** Of the appointment that gave the time up. */
  freed: { starts: number; ends: number; practitioner_id: string; patient_id: string };
}
interface Request {
  id: string;
  patient_id: string;
  service_id: string;
  minutes: number;
  practitioner_id: string | null;
  earliest_date: string;
  latest_date: string | null;
  min_days_between: number;
  max_days_between: number | null;
  notice: number;
  priority: number;
  /** Days of all its live sessions. */
  days: string[];
}
interface Opening {
  id: string;
  status: string;
  freed_appointment_id: string;
  practitioner_id: string;
  starts: number;
  ends: number;
  days: string[];
  /** Those who are named, and how many others there were with an outcome. */
  considered: { request_id?: string; outcome: string }[];
}
interface Freed {
  id: string;
  starts: number;
  ends: number;
}

export interface Ledger {
  offers: Offered[];
  openings: Opening[];
  faults: string[];
}

const minute = (column: string) => `(date_part('epoch', ${column}) / 60)::float8`;

export async function auditLedger(ownerUrl: string, organizationId: string, freed: readonly string[]): Promise<Ledger> {
  const read = <Row>(sql: string, ...more: unknown[]) =>
    withClient(ownerUrl, async (client) => (await client.query(sql, [organizationId, ...more])).rows as Row[]);
  const offers = await read<Offered>(
    `select o.id, o.opening_id, o.request_id, o.status, ${minute("o.offered_at")} as offered, ${minute("o.expires_at")} as expires,
       ${minute("o.decided_at")} as decided, ${minute("a.starts_at")} as starts, ${minute("a.ends_at")} as ends,
       a.service_date::text as day, a.practitioner_id, a.service_id, a.patient_id,
       json_build_object('starts', ${minute("f.starts_at")}, 'ends', ${minute("f.ends_at")}, 'practitioner_id', f.practitioner_id,
         'patient_id', f.patient_id) as freed
     from waitlist_offers o join appointments a on a.id = o.appointment_id join waitlist_openings w on w.id = o.opening_id
     join appointments f on f.id = w.freed_appointment_id
     where o.organization_id = $1 order by o.offered_at, o.id`,
  );
  const requests = await read<Request>(
    `select r.id, r.patient_id, r.service_id, s.duration_minutes as minutes, r.practitioner_id, r.earliest_date::text, r.latest_date::text,
       r.min_days_between, r.max_days_between, r.offer_notice_minutes as notice, r.priority,
       array(select a.service_date::text from session_tickets t join appointments a on a.session_ticket_id = t.id
             where t.request_id = r.id and a.status in ('held', 'confirmed')) as days
     from booking_requests r join services s on s.id = r.service_id where r.organization_id = $1`,
  );
  const openings = await read<Opening>(
    `select w.id, w.status, w.freed_appointment_id, w.practitioner_id, ${minute("w.starts_at")} as starts, ${minute("w.ends_at")} as ends,
       array[(w.starts_at at time zone k.timezone)::date::text, ((w.ends_at - interval '1 minute') at time zone k.timezone)::date::text] as days,
       w.considered
     from waitlist_openings w join clinics k on k.id = w.clinic_id where w.organization_id = $1`,
  );
  const given = await read<Freed>(
    `select id, ${minute("starts_at")} as starts, ${minute("ends_at")} as ends from appointments
     where organization_id = $1 and id = any ($2)`,
    freed,
  );
  const known = new Map(requests.map((request) => [request.id, request]));
  const faults = [
    ...offers.flatMap((offer) => faultsOfOffer(offer, known.get(offer.request_id)!)),
    ...faultsOfPromises(offers),
    ...requests.flatMap(faultsOfSessions),
    ...openings.flatMap((opening) => faultsOfOpening(opening, known)),
    ...given.flatMap((one) => faultsOfFreed(one, openings)),
  ];
  return { offers, openings, faults };
}

const named = (what: string, broken: Record<string, boolean>): string[] =>
  Object.entries(broken).flatMap(([rule, is]) => (is ? [`${what}: ${rule}`] : []));

function faultsOfOffer(offer: Offered, request: Request): string[] {
  return named(`offer ${offer.id}`, {
    "is of another patient or service":
      offer.patient_id !== request.patient_id || offer.service_id !== request.service_id,
    "has nothing of what was freed": offer.starts >= offer.freed.ends || offer.ends <= offer.freed.starts,
    "is with somebody who was not freed": offer.practitioner_id !== offer.freed.practitioner_id,
    "is with another practitioner than required":
      request.practitioner_id !== null && request.practitioner_id !== offer.practitioner_id,
    "is outside the dates":
      offer.day < request.earliest_date || (request.latest_date !== null && offer.day > request.latest_date),
    "leaves too little notice": offer.expires > offer.starts - request.notice,
    "leaves no time to answer": offer.expires - offer.offered < 1,
    "is kept for longer than the clinic keeps offers": offer.expires - offer.offered > 60,
    "goes to who gave the time up": offer.freed.patient_id === request.patient_id,
    "was decided after its end": offer.status !== "lapsed" && (offer.decided ?? offer.offered) > offer.expires,
  });
}

const endOf = (offer: Offered): number => (offer.status === "accepted" ? Infinity : (offer.decided ?? Infinity));
const together = (one: Offered, other: Offered): boolean => one.offered < endOf(other) && other.offered < endOf(one);

/** No start is promised twice, nobody has two offers at once, and nobody is asked twice for one opening. */
function faultsOfPromises(offers: readonly Offered[]): string[] {
  return offers.flatMap((one, i) =>
    offers.slice(i + 1).flatMap((other) => {
      const overlap = one.starts < other.ends && other.starts < one.ends;
      const promised = together(one, other);
      const same = one.request_id === other.request_id;
      const [accepted] = [one, other].filter(({ status }) => status === "accepted");
      return named(`offers ${one.id} and ${other.id}`, {
        "promise the same time": promised && overlap && one.practitioner_id === other.practitioner_id,
        "wait for the same answer": promised && same && !accepted,
        "ask twice for one opening": same && one.opening_id === other.opening_id,
      });
    }),
  );
}

const daysFrom = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).total("days");

function faultsOfSessions({ id, days, min_days_between: min, max_days_between: max }: Request): string[] {
  const inOrder = days.toSorted();
  const gaps = inOrder.slice(1).map((day, i) => daysFrom(inOrder[i]!, day));
  return named(`request ${id}`, {
    "has sessions too near each other": gaps.some((gap) => gap < min),
    "has sessions too far from each other": max !== null && gaps.some((gap) => gap > max),
  });
}

function faultsOfOpening(opening: Opening, requests: ReadonlyMap<string, Request>): string[] {
  const outcomes = opening.considered.map(({ outcome }) => outcome);
  const said = opening.considered.flatMap(({ request_id: id, outcome }) =>
    id ? [{ request: requests.get(id)!, outcome }] : [],
  );
  const offered = outcomes.indexOf("offered");
  const priorities = said.map(({ request }) => request.priority);
  const wrongly = (outcome: string, truly: (request: Request) => boolean): boolean =>
    said.some((one) => one.outcome === outcome && !truly(one.request));
  const minutes = opening.ends - opening.starts;
  const waits = outcomes.includes("has_another_offer");
  return named(`opening ${opening.id} (${opening.status})`, {
    "is open and waits for nobody": opening.status === "open" && !waits,
    "is unwanted without reasons": opening.status === "unwanted" && outcomes.length === 0,
    "is unwanted by somebody who could have it":
      opening.status === "unwanted" &&
      outcomes.some((one) => ["offered", "others_came_first", "has_another_offer"].includes(one)),
    "was offered to nobody": ["on_offer", "filled"].includes(opening.status) && offered < 0,
    "went past a higher priority": priorities.some((one, i) => i > 0 && one > priorities[i - 1]!),
    "names another practitioner in vain": wrongly(
      "other_practitioner_required",
      (request) => request.practitioner_id !== null && request.practitioner_id !== opening.practitioner_id,
    ),
    "names dates in vain": wrongly("outside_dates", (request) =>
      opening.days.some(
        (day) => day < request.earliest_date || (request.latest_date !== null && day > request.latest_date),
      ),
    ),
    // What is filled was shortened since.
    "names a service in vain":
      opening.status === "unwanted" && wrongly("service_does_not_fit", (request) => request.minutes > minutes),
  });
}

/** All of what was freed is in openings, none of it twice. */
function faultsOfFreed(freed: Freed, openings: readonly Opening[]): string[] {
  const own = openings
    .filter(({ freed_appointment_id: id }) => id === freed.id)
    .toSorted((a, b) => a.starts - b.starts);
  const seamless = own.every((one, i) => one.starts === (own[i - 1]?.ends ?? freed.starts));
  return named(`appointment ${freed.id}`, {
    "left time without an opening": !seamless || own.at(-1)?.ends !== freed.ends,
  });
}
