import { doctorName, personName, type Script } from "./names.ts";
import { mobileOf, type Place, placesOf } from "./places.ts";
import { type Random, randomOf } from "../../core/random.ts";

/** A demo organization as it will be written: all of it follows from the seed and the number of clinics. */
export interface DemoPlan {
  slug: string;
  name: string;
  clinics: (Place & { name: string })[];
  practitioners: PlannedPractitioner[];
  patients: PlannedPatient[];
}

export interface PlannedPractitioner {
  name: string;
  specialty: string;
  shareBasisPoints: number;
  shifts: Shift[];
}

/** Weekly working time at one clinic, by its place in the list of clinics. */
export interface Shift {
  clinic: number;
  weekdays: readonly number[];
  startLocal: string;
  endLocal: string;
  lunch: readonly [string, string] | null;
}

export interface PlannedPatient {
  name: string;
  gender: "male" | "female";
  phone: string | null;
  phoneIsOwn: boolean;
  birthDate: string;
  /** Where this patient usually goes. */
  clinic: number;
}

const patientCount = 120;
const week = [1, 2, 3, 4, 5, 6, 7];
const specialties = [
  "General practice",
  "Internal medicine",
  "Paediatrics",
  "Dermatology",
  "Cardiology",
  "Gynaecology",
];

const hours = [
  { startLocal: "09:00", endLocal: "17:00", lunch: ["13:00", "13:45"] },
  { startLocal: "08:00", endLocal: "15:00", lunch: ["12:00", "12:30"] },
  { startLocal: "12:00", endLocal: "20:00", lunch: ["16:00", "16:30"] },
  { startLocal: "10:00", endLocal: "18:00", lunch: ["14:00", "15:00"] },
] as const;

/** Seed 1 is plain `demo`; every other number is an organization of its own. */
export const demoSlug = (seed: number): string => (seed === 1 ? "demo" : `demo-${seed}`);

/** Plans the demo of a seed. Pure: names, phones, hours and services never depend on the clock. */
export function planDemo(seed: number, clinicCount: number): DemoPlan {
  const random = randomOf(seed);
  const clinics = placesOf(clinicCount);
  const taken = new Set<string>();
  return {
    slug: demoSlug(seed),
    name: seed === 1 ? "Tessera Demo Clinics" : `Tessera Demo Clinics ${seed}`,
    clinics,
    practitioners: clinics.flatMap((_, clinic) => practitionersOf(random, clinics, clinic, taken)),
    patients: patientsOf(random, clinics),
  };
}

/** Four to six of them: the first is on duty every day of the week, the last also works at the next clinic. */
function practitionersOf(
  random: Random,
  clinics: DemoPlan["clinics"],
  clinic: number,
  taken: Set<string>,
): PlannedPractitioner[] {
  const { scripts, weekend } = clinics[clinic]!;
  const workdays = week.filter((weekday) => !weekend.includes(weekday));
  const next = (clinic + 1) % clinics.length;
  const count = random.whole(4, 6);
  return Array.from({ length: count }, (_, i) => {
    const travels = i === count - 1 && next !== clinic;
    const name = unusedName(random, travels || random.chance(0.3) ? "latin" : random.pick(scripts), taken);
    const daily = { clinic, ...hours[i % hours.length]! };
    const away = travels ? workdays.filter((weekday) => weekday % 2 === 0) : [];
    const shifts: Shift[] = [{ ...daily, weekdays: workdays.filter((weekday) => !away.includes(weekday)) }];
    if (travels) shifts.push({ ...daily, clinic: next, weekdays: away });
    if (i === 0) shifts.push({ clinic, weekdays: weekend, startLocal: "10:00", endLocal: "16:00", lunch: null });
    const specialty = i === 0 ? specialties[0]! : random.pick(specialties);
    return { name, specialty, shareBasisPoints: random.whole(8, 14) * 500, shifts };
  });
}

/** Two doctors of one name would be hard to tell apart in a list; a number parts them once the names run out. */
function unusedName(random: Random, script: Script, taken: Set<string>): string {
  for (let attempt = 1; ; attempt++) {
    const name = doctorName(random, script) + (attempt > 20 ? ` ${attempt}` : "");
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

function patientsOf(random: Random, clinics: DemoPlan["clinics"]): PlannedPatient[] {
  const patients: PlannedPatient[] = [];
  for (let i = 0; i < patientCount; i++) {
    const clinic = i % clinics.length;
    const place = clinics[clinic]!;
    const relative = i >= clinics.length && random.chance(0.08) ? patients[i - clinics.length]! : null;
    patients.push({
      ...personName(random, random.pick(place.scripts)),
      phone: relative ? relative.phone : random.chance(0.04) ? null : mobileOf(random, place, i),
      phoneIsOwn: relative === null,
      birthDate: `${random.whole(1938, 2023)}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`,
      clinic,
    });
  }
  return patients;
}

const two = (number: number): string => String(number).padStart(2, "0");
