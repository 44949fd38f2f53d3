import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import { registerPatient } from "../../people/patient-record.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { registerPractitioner } from "../../supply/practitioner-record.ts";
import { type Directory, resolve } from "./directory.ts";
import { type Subject, subjectOf } from "./fields.ts";
import { insertImported, selectAppointmentPayment } from "./import.sql.ts";
import type { MappedRow } from "./map-row.ts";
import { type Ids, replayAppointment, replayArrival, replayWalkIn } from "./replay-stay.ts";
import { houseWithin } from "./row-house.ts";

/** In whose name and with what knowledge rows are written. */
export interface Desk {
  caller: Caller;
  source: string;
  directory: Directory;
  now: Temporal.Instant;
}

/** Another import wrote this key first: the row rolls back, and counts as unchanged. */
export class AlreadyImported extends Error {
  override readonly name = "AlreadyImported";
}

/** Writes one row and the note that it is imported. Gives the id of what it became. Throws `DomainError`, `AlreadyImported`. */
export async function writeRow(tx: Transaction, row: MappedRow, desk: Desk): Promise<string> {
  const id = await become(tx, row, desk);
  await note(tx, desk, subjectOf[row.kind], row.key, id);
  return id;
}

/** Registers the patient that a row brings along. Gives the new id. */
export async function writeNewcomer(tx: Transaction, key: string, row: MappedRow, desk: Desk): Promise<string> {
  const { age: _age, ...patient } = row.patient!;
  const since = row.at.booked_at ?? row.at.arrived_at ?? desk.now;
  const { id } = await registerPatient(tx, patient, since);
  await note(tx, desk, "patient", key, id);
  return id;
}

async function note(tx: Transaction, desk: Desk, kind: Subject, key: string, id: string): Promise<void> {
  const isNew = await insertImported(tx, desk.source, { kind, external_key: key, subject_id: id }, desk.now);
  if (!isNew) throw new AlreadyImported(`${kind} ${key}`);
}

async function become(tx: Transaction, row: MappedRow, desk: Desk): Promise<string> {
  if (row.kind === "patients") {
    const { age: _age, ...patient } = row.values;
    return (await registerPatient(tx, patient, desk.now)).id;
  }
  if (row.kind === "practitioners") {
    const { clinics = [], ...practitioner } = row.values;
    const clinicIds = clinics.map((clinic) => idOf(desk, "clinic", clinic, "clinics"));
    return (await registerPractitioner(tx, { ...practitioner, clinic_ids: clinicIds }, desk.now)).id;
  }
  const house = houseWithin(tx);
  house.setTime(desk.now);
  const ids = idsOf(row, desk);
  if (row.kind === "appointments") return await replayAppointment(house, desk.caller, row, ids);
  const { appointment } = row.values;
  if (appointment === undefined) return await replayWalkIn(house, desk.caller, row, ids);
  const appointmentId = idOf(desk, "appointment", appointment, "appointment");
  const payment = await selectAppointmentPayment(tx, appointmentId);
  if (!payment) throw unknown("appointment", appointment, "appointment");
  return await replayArrival(house, desk.caller, row, appointmentId, payment);
}

function idsOf({ values }: Extract<MappedRow, { kind: "appointments" | "visits" }>, desk: Desk): Ids {
  const { practitioner } = values;
  return {
    clinic_id: idOf(desk, "clinic", values.clinic, "clinic"),
    service_id: idOf(desk, "service", values.service, "service"),
    patient_id: idOf(desk, "patient", values.patient, "patient"),
    ...(practitioner === undefined
      ? {}
      : { practitioner_id: idOf(desk, "practitioner", practitioner, "practitioner") }),
  };
}

function idOf({ directory }: Desk, subject: Subject, reference: string, field: string): string {
  const id = resolve(directory, subject, reference);
  if (id === null) throw unknown(subject, reference, field);
  return id;
}

function unknown(subject: string, reference: string, field: string): DomainError {
  const detail = `There is no ${subject} "${reference}".`;
  return new DomainError("not_found", detail, { errors: [{ pointer: `/${field}`, code: "not_found", detail }] });
}
