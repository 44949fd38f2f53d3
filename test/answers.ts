import type { z } from "zod";
import type { paymentDetail } from "../src/billing/schemas.ts";
import type { appointmentDetail, availability } from "../src/booking/schemas.ts";
import type { contract } from "../src/demand/contract-schemas.ts";
import type { bookingRequest } from "../src/demand/request-schemas.ts";
import type { dayHistory, story } from "../src/reception/history/history-schemas.ts";
import type * as queue from "../src/reception/queue/queue-schemas.ts";
import type * as reception from "../src/reception/schemas.ts";

/** What the server answers, as its schemas say it. */
export type AppointmentDetail = z.output<typeof appointmentDetail>;
export type Availability = z.output<typeof availability>;
export type Booked = z.output<typeof reception.booked>;
export type BookingRequest = z.output<typeof bookingRequest>;
export type BulkMoved = z.output<typeof reception.bulkMoved>;
export type Calendar = z.output<typeof reception.calendar>;
export type Contract = z.output<typeof contract>;
export type Dashboard = z.output<typeof reception.dashboard>;
export type Moved = z.output<typeof reception.appointmentMoved>;
export type DayHistory = z.output<typeof dayHistory>;
export type PaymentDetail = z.output<typeof paymentDetail>;
export type Queue = z.output<typeof queue.queue>;
export type Settled = z.output<typeof reception.settled>;
export type Story = z.output<typeof story>;
export type VisitMoved = z.output<typeof reception.visitMoved>;
export type WalkedIn = z.output<typeof reception.walkedIn>;
