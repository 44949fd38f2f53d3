import { Temporal } from "temporal-polyfill";
import { type Operation, permissions } from "../src/core/roles.ts";
import { openTestClinic } from "./clinic.ts";
import { type Furnished, furnish, sampleCalls } from "./operations.ts";
import type { SampleCall } from "./sample-call.ts";
import type { TestServer } from "./server.ts";
import { openTwin } from "./twin.ts";

export const operations = Object.keys(permissions) as Operation[];

/** What must have happened before an operation's sample can be called; a new move needs its line here. */
const before: Partial<Record<Operation, readonly Operation[]>> = {
  callNextVisit: ["checkInAppointment"],
  callVisit: ["checkInAppointment"],
  recallVisit: ["checkInAppointment", "callVisit"],
  transferVisit: ["checkInAppointment"],
  requeueVisit: ["checkInAppointment", "callVisit"],
  undoVisit: ["checkInAppointment", "callVisit"],
  startVisit: ["checkInAppointment", "callVisit"],
  finishVisit: ["checkInAppointment", "callVisit", "startVisit"],
  settleVisit: ["checkInAppointment", "callVisit", "startVisit", "finishVisit"],
  leaveVisit: ["checkInAppointment"],
  undoAppointment: ["cancelAppointment"],
  undoPlan: ["commitPlan"],
  reopenSession: ["closeSession"],
  reopenCashDrawer: ["closeCashDrawer"],
  closeDay: ["closeCashDrawer"],
  reopenDay: ["closeCashDrawer", "closeDay"],
};

/** When an operation's sample can be called, where that is not in the morning at which the clock of tests stands. */
const notBefore: Partial<Record<Operation, string>> = { noShowAppointment: "2026-11-18T12:30:00Z" };

const morning = "2026-11-18T08:00:00Z";
let opened = 0;

export interface Ready {
  ids: Furnished;
  call: SampleCall;
}

const furnished = new WeakMap<TestServer, Promise<Furnished>>();

/** A furnished clinic that nothing happens at. */
function modelOf(server: TestServer): Promise<Furnished> {
  let model = furnished.get(server);
  if (model === undefined) {
    model = openTestClinic(server.house, { slug: "model" }).then((clinic) =>
      furnish(server.as("admin", clinic), clinic, server.house),
    );
    furnished.set(server, model);
  }
  return model;
}

/** An operation's call at a clinic of its own, with everything done that has to come before it. */
export async function readyCall(server: TestServer, operation: Operation): Promise<Ready> {
  server.clock.now = Temporal.Instant.from(morning);
  const ids = await openTwin(server, await modelOf(server), `ready-${++opened}`);
  const admin = server.as("admin", ids);
  const samples = { ...sampleCalls(ids), ...insteadOf(ids) };
  for (const earlier of before[operation] ?? []) {
    const { method, path, body } = samples[earlier];
    const { status } = await admin.send(method, path, body);
    if (status >= 300) throw new Error(`${earlier}, which comes before ${operation}, was answered with ${status}.`);
  }
  server.clock.now = Temporal.Instant.from(notBefore[operation] ?? morning);
  return { ids, call: samples[operation] };
}

/** The sample of moving an appointment names a time that the sample of a hold has. */
const insteadOf = ({ appointmentId }: Furnished): Partial<Record<Operation, SampleCall>> => ({
  rescheduleAppointment: {
    method: "POST",
    path: `/appointments/${appointmentId}/reschedule`,
    body: { starts_at: "2026-11-18T15:00:00Z" },
  },
});

/** Operations by what they are called with. */
export const operationsWith = (ids: Furnished, wanted: (call: SampleCall) => boolean): Operation[] =>
  operations.filter((operation) => wanted(sampleCalls(ids)[operation]));

/** A clinic without ids: what is called there has an empty part in its address where an id would be. */
export const nameless = new Proxy({} as Furnished, {
  get: (_, name) => (name === "practitionerIds" || name === "patientIds" ? [""] : ""),
});
