/** A law of the domain that a database can be held against: a statement that finds what breaks it. */
export interface Law {
  /** Its number in the domain's list of laws. */
  law: number;
  title: string;
  /**
   * Takes the organization as $1. Each row is one breach, whose column `rows` is a JSON array of what is involved: ids,
   * numbers and times only, because breaches are logged and sent about.
   */
  sql: string;
}

/** Appointments that own their time, and claims that lock theirs. */
export const liveAppointment = "('held', 'pending', 'confirmed', 'checked_in', 'completed')";
export const liveClaim = "('held', 'active')";
