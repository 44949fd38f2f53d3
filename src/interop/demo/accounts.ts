import type { DemoPlan } from "./plan-demo.ts";

export interface PlannedAccount {
  email: string;
  name: string;
  role: "admin" | "receptionist" | "doctor";
  /** Its place in the list of practitioners. */
  practitioner: number | null;
}

/** One for each role, printed by the command that seeds them: a demo clinic keeps no secrets. */
export const demoPasswords = {
  admin: "admin-of-the-demo",
  receptionist: "desk-of-the-demo",
  doctor: "doctor-of-the-demo",
} as const;

/** How the address of a role's first account begins. */
export const mailboxes = { admin: "admin", receptionist: "desk", doctor: "doctor" } as const;

/** An admin, a receptionist, and the first practitioner of each clinic. */
export function accountsOf(plan: DemoPlan): PlannedAccount[] {
  const host = `${plan.slug}.example`;
  const firsts = plan.clinics.map((_, clinic) =>
    plan.practitioners.findIndex(({ shifts }) => shifts[0]!.clinic === clinic),
  );
  return [
    { email: `${mailboxes.admin}@${host}`, name: "Demo Admin", role: "admin", practitioner: null },
    { email: `${mailboxes.receptionist}@${host}`, name: "Demo Front Desk", role: "receptionist", practitioner: null },
    ...firsts.map((practitioner, i): PlannedAccount => {
      const { name } = plan.practitioners[practitioner]!;
      return { email: `${mailboxes.doctor}${i === 0 ? "" : i + 1}@${host}`, name, role: "doctor", practitioner };
    }),
  ];
}
