import { parseMajor } from "../../src/core/money.ts";
import { contractChange, newContract } from "../../src/demand/contract-schemas.ts";
import type { Contract, Service } from "../api/types.ts";
import { amountText } from "../billing/balance.ts";
import { refuseWishes, wishBody, wishValues } from "./wishes-values.ts";

export type ContractValues = ReturnType<typeof contractValues>;
export type LineValues = ReturnType<typeof lineValues>;

/** What the form shows of a draft, or of a new contract. */
export function contractValues(contract: Contract | null, patientId: string | null, currency: string) {
  return {
    patient_id: contract?.patient_id ?? patientId,
    lines: contract ? contract.lines.map((line) => lineValues(line, currency)) : [newLine()],
    notes: contract?.notes ?? "",
  };
}

const lineValues = (line: Contract["lines"][number], currency: string) => ({
  service_id: line.service_id as string | null,
  sessions: line.sessions as number | "",
  /** As a person types it, of one session. */
  price_minor: amountText(line.price_minor, currency),
  wishes: wishValues(line.wishes),
});

export const newLine = (): LineValues => ({ service_id: null, sessions: 6, price_minor: "", wishes: wishValues() });

/** The line with another service: its price is that of the service until somebody types one. */
export function withService(line: LineValues, service: Service | undefined): LineValues {
  if (!service) return line;
  const practitionerId = line.wishes.practitioner_id;
  const offers = practitionerId === null || service.practitioner_ids.includes(practitionerId);
  return {
    ...line,
    service_id: service.id,
    price_minor: amountText(service.price_minor, service.currency),
    wishes: {
      ...line.wishes,
      practitioner_id: offers ? practitionerId : null,
      patterns: line.wishes.patterns.map((pattern) => ({
        ...pattern,
        practitioner_id:
          pattern.practitioner_id && service.practitioner_ids.includes(pattern.practitioner_id)
            ? pattern.practitioner_id
            : null,
      })),
    },
  };
}

/** What is sent for what was typed; an amount that is none is NaN, which the schema refuses at its field. */
export function contractBody(typed: ContractValues, clinicId: string, currency: string) {
  return {
    clinic_id: clinicId,
    patient_id: typed.patient_id,
    lines: typed.lines.map((line) => ({
      service_id: line.service_id,
      sessions: line.sessions === "" ? null : line.sessions,
      ...(line.price_minor.trim() && { price_minor: parseMajor(line.price_minor, currency) ?? Number.NaN }),
      wishes: wishBody(line.wishes),
    })),
    notes: typed.notes.trim() || null,
  };
}

/** What the contract comes to so far, or null while some of it cannot be read. */
export function totalOf(lines: readonly LineValues[], currency: string): number | null {
  const sums = lines.map(({ sessions, price_minor: typed }) => {
    const price = parseMajor(typed, currency);
    return sessions === "" || price === null ? null : sessions * price;
  });
  return sums.reduce((total, sum) => (total === null || sum === null ? null : total + sum), 0);
}

/** The server's schema, and words for wishes that can never be. */
export const contractSchema = newContract.superRefine(({ lines }, context) => {
  lines.forEach(({ wishes, sessions }, index) => refuseWishes(context, wishes, sessions, "lines", index, "wishes"));
});

/** A draft keeps its patient and its clinic. */
export const changeOf = ({ lines, notes }: ReturnType<typeof newContract.parse>) =>
  contractChange.parse({ lines, notes });
