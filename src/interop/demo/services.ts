import type { Place } from "./places.ts";

/** A service of the demo, before it knows its clinics and practitioners. */
export interface DemoService {
  name: string;
  durationMinutes: number;
  priceMinor: number;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  mode?: "video";
  minNoticeMinutes?: number;
}

/** What every clinic of the demo offers. */
export const commonServices: readonly DemoService[] = [
  { name: "General consultation", durationMinutes: 20, priceMinor: 4000 },
  { name: "Follow-up", durationMinutes: 10, priceMinor: 1500 },
  { name: "First visit", durationMinutes: 40, priceMinor: 7000 },
  { name: "Child check-up", durationMinutes: 30, priceMinor: 4500 },
  { name: "Laser session", durationMinutes: 30, priceMinor: 6000 },
  { name: "Vaccination", durationMinutes: 10, priceMinor: 2500 },
  { name: "Video consultation", durationMinutes: 15, priceMinor: 3000, mode: "video", minNoticeMinutes: 60 },
  { name: "Minor surgery", durationMinutes: 60, priceMinor: 18_000, bufferBeforeMinutes: 10, bufferAfterMinutes: 15 },
];

/** An hour a week of the practitioner on duty that is kept free for vaccinations alone; its label is their name. */
export const vaccinationHour = {
  label: "Vaccination",
  priority: 10,
  start_local: "15:00",
  end_local: "16:00",
  slot_minutes: 10,
};

interface RoomService {
  room: { name: string; kind: "room" | "station"; lanes: number };
  name: string;
  durationMinutes: number;
  priceMinor: number;
  /** When the practitioner and when the room is needed, in minutes of the service. */
  practitioner: readonly (readonly [number, number])[];
  place: readonly [number, number];
}

/** What needs a place as well as a person, and can so be had only where that place stands. */
export function roomServiceOf({ dialysis, city }: Place, name: string): RoomService {
  if (dialysis)
    return {
      room: { name: "Dialysis chairs", kind: "station", lanes: 4 },
      name: `Dialysis, ${name}`,
      durationMinutes: 240,
      priceMinor: 12_000,
      practitioner: [
        [0, 20],
        [225, 240],
      ],
      place: [0, 240],
    };
  return {
    room: { name: `Ultrasound room, ${city}`, kind: "room", lanes: 1 },
    name: `Ultrasound, ${name}`,
    durationMinutes: 30,
    priceMinor: 9000,
    practitioner: [[5, 30]],
    place: [0, 30],
  };
}
