import type { Random } from "../../core/random.ts";
import type { Script } from "./names.ts";

/** A kind of place that demo clinics stand in. */
export interface Place {
  city: string;
  timezone: string;
  /** Whose public holidays it keeps. */
  country: string;
  /** ISO weekdays on which only the clinic's duty practitioner works. */
  weekend: readonly number[];
  queuePolicy: "on_arrival" | "on_booking";
  address: string;
  /** Scripts in which people there write their names, the most frequent several times. */
  scripts: readonly Script[];
  /** A mobile number of the country in E.164, from eight digits. */
  mobile(digits: string): string;
  dialysis: boolean;
  /** Whether it has beds with sessions. */
  ward: boolean;
}

const cairo: Place = {
  city: "Cairo",
  timezone: "Africa/Cairo",
  country: "EG",
  weekend: [5, 6],
  queuePolicy: "on_arrival",
  address: "26 July Street, Zamalek",
  scripts: ["arabic", "arabic", "arabic", "latin"],
  mobile: (digits) => `+2010${digits}`,
  dialysis: false,
  ward: true,
};

const athens: Place = {
  city: "Athens",
  timezone: "Europe/Athens",
  country: "GR",
  weekend: [6, 7],
  queuePolicy: "on_booking",
  address: "Vasilissis Sofias 12, Athens",
  scripts: ["greek", "greek", "greek", "latin"],
  mobile: (digits) => `+3069${digits}`,
  dialysis: false,
  ward: false,
};

const colombo: Place = {
  city: "Colombo",
  timezone: "Asia/Colombo",
  country: "LK",
  weekend: [7],
  queuePolicy: "on_arrival",
  address: "148 Galle Road, Colombo 3",
  scripts: ["sinhala", "sinhala", "tamil", "latin"],
  mobile: (digits) => `+9477${digits.slice(1)}`,
  dialysis: false,
  ward: false,
};

const dialysis: Place = {
  ...colombo,
  city: "Colombo Dialysis",
  address: "9 Ward Place, Colombo 7",
  dialysis: true,
  ward: true,
};

const places = [cairo, athens, colombo, dialysis];

/** The places of `count` clinics, named apart: the first two are always in Cairo and Athens. */
export function placesOf(count: number): (Place & { name: string })[] {
  return Array.from({ length: count }, (_, i) => {
    const place = places[i % places.length]!;
    const round = Math.floor(i / places.length);
    return { ...place, name: round === 0 ? `${place.city} Clinic` : `${place.city} Clinic ${round + 1}` };
  });
}

/** A number that nobody else in the demo has: `index` goes into it. */
export function mobileOf(random: Random, place: Place, index: number): string {
  return place.mobile(`${random.whole(1000, 9999)}${String(index).padStart(4, "0")}`);
}
