/** What the server sends and takes, read from its schemas. */
import type { z } from "zod";
import type { enteredPayment, listedPayment, newEntry, paymentDetail, paymentPage } from "../../src/billing/schemas.ts";
import type * as booking from "../../src/booking/schemas.ts";
import type { problem } from "../../src/core/schemas.ts";
import type * as contracts from "../../src/demand/contract-schemas.ts";
import type * as requests from "../../src/demand/request-schemas.ts";
import type * as waitlist from "../../src/demand/waitlist-schemas.ts";
import type { newService, service, serviceChange, servicePage } from "../../src/demand/schemas.ts";
import type * as matching from "../../src/matching/schemas.ts";
import type * as people from "../../src/people/schemas.ts";
import type * as history from "../../src/reception/history/history-schemas.ts";
import type * as queue from "../../src/reception/queue/queue-schemas.ts";
import type * as reports from "../../src/reception/reports/schemas.ts";
import type * as reception from "../../src/reception/schemas.ts";
import type * as exceptions from "../../src/supply/exception-schemas.ts";
import type * as pools from "../../src/supply/pool-schemas.ts";
import type * as supply from "../../src/supply/schemas.ts";
import type * as admissions from "../../src/supply/sessions/admission-schemas.ts";
import type * as sessions from "../../src/supply/sessions/session-schemas.ts";
import type * as timeOff from "../../src/supply/time-off-schemas.ts";

export type Problem = z.infer<typeof problem> & { reasons?: Reason[]; alternatives?: Start[]; found_status?: string };

export type Session = z.infer<typeof people.session>;
export type Credentials = z.infer<typeof people.credentials>;
export type Patient = z.infer<typeof people.patient>;
export type NewPatient = z.infer<typeof people.newPatient>;
export type PatientChange = z.infer<typeof people.patientChange>;
export type PatientPage = z.infer<typeof people.patientPage>;

export type Clinic = z.infer<typeof supply.clinic>;
export type NewClinic = z.infer<typeof supply.newClinic>;
export type ClinicChange = z.infer<typeof supply.clinicChange>;
export type Practitioner = z.infer<typeof supply.practitioner>;
export type NewPractitioner = z.infer<typeof supply.newPractitioner>;
export type PractitionerChange = z.infer<typeof supply.practitionerChange>;
export type PractitionerPage = z.infer<typeof supply.practitionerPage>;
export type Resource = z.infer<typeof supply.resource>;
export type NewResource = z.infer<typeof supply.newResource>;
export type ResourceChange = z.infer<typeof supply.resourceChange>;
export type Pool = z.infer<typeof pools.pool>;
export type NewPool = z.infer<typeof pools.newPool>;
export type PoolChange = z.infer<typeof pools.poolChange>;
export type ScheduleRule = z.infer<typeof supply.scheduleRule>;
export type NewScheduleRule = z.infer<typeof supply.newScheduleRule>;
export type ScheduleRuleChange = z.infer<typeof supply.scheduleRuleChange>;
export type ScheduleException = z.infer<typeof exceptions.scheduleException>;
export type NewScheduleException = z.infer<typeof exceptions.newScheduleException>;
export type ScheduleExceptionChange = z.infer<typeof exceptions.scheduleExceptionChange>;
export type Holiday = z.infer<typeof exceptions.holidays>["items"][number];
export type TimeOffRequest = z.infer<typeof timeOff.timeOffRequest>;
export type NewTimeOffRequest = z.infer<typeof timeOff.newTimeOffRequest>;
export type TimeOffDecision = z.infer<typeof timeOff.timeOffDecision>;
export type TimeOffApproval = z.infer<typeof timeOff.timeOffApproval>;
export type Impact = z.infer<typeof supply.impact>;
export type Slot = z.infer<typeof supply.slot>;
export type SlotGeneration = z.infer<typeof supply.slotGeneration>;
export type GeneratedSlots = z.infer<typeof supply.generatedSlots>;

export type NewSession = z.infer<typeof sessions.newSession>;
export type SessionRule = z.infer<typeof sessions.sessionRule>;
export type NewSessionRule = z.infer<typeof sessions.newSessionRule>;
export type SessionRuleChange = z.infer<typeof sessions.sessionRuleChange>;
export type SessionGeneration = z.infer<typeof sessions.sessionGeneration>;
export type GeneratedSessions = z.infer<typeof sessions.generatedSessions>;
/** A dated session with beds; `Session` is that of who is signed in. */
export type BedSession = z.infer<typeof sessions.session>;
export type SessionBoard = z.infer<typeof sessions.sessionBoard>;
export type BoardBed = z.infer<typeof sessions.boardBed>;
export type SessionAvailability = z.infer<typeof sessions.sessionAvailability>;
export type Admission = z.infer<typeof admissions.admission>;
export type NewAdmission = z.infer<typeof admissions.newAdmission>;
export type BedAssignment = z.infer<typeof admissions.bedAssignment>;
export type AdmissionTransfer = z.infer<typeof admissions.admissionTransfer>;
export type BedChange = z.infer<typeof admissions.bedChange>;
export type BedChanged = z.infer<typeof admissions.bedChanged>;
export type SessionCalledOff = z.infer<typeof admissions.sessionCalledOff>;
export type StandingAdmission = z.infer<typeof admissions.standingAdmission>;
export type NewStandingAdmission = z.infer<typeof admissions.newStandingAdmission>;
export type StandingAdmissionEnd = z.infer<typeof admissions.standingAdmissionEnd>;
export type StandingAdmissionPage = z.infer<typeof admissions.standingAdmissionPage>;
export type StandingAdmissionWithResults = z.infer<typeof admissions.standingAdmissionWithResults>;
export type StandingResult = z.infer<typeof admissions.standingResult>;

export type Service = z.infer<typeof service>;
export type Phase = Service["phases"][number];
export type NewService = z.infer<typeof newService>;
export type ServiceChange = z.infer<typeof serviceChange>;
export type ServicePage = z.infer<typeof servicePage>;

export type Reason = z.infer<typeof supply.reason>;
/** Who wants what where; whose part is missing is anybody's. */
export type WishQuery = Pick<
  z.input<typeof booking.explainQuery>,
  "service_id" | "clinic_id" | "practitioner_id" | "patient_id"
>;
export type Explanation = z.infer<typeof booking.explanation>;
export type Remedy = z.infer<typeof booking.remedy>;
export type Start = z.infer<typeof booking.start>;
export type Availability = z.infer<typeof booking.availability>;
export type NewAppointment = z.infer<typeof booking.newAppointment>;
export type NewHold = z.infer<typeof booking.newHold>;
export type Confirmation = z.infer<typeof booking.confirmation>;
export type WaivableRule = z.infer<typeof booking.waivableRule>;
/** A rule that is set aside, and why. */
export type Waiver = { rule: WaivableRule; reason: string };
export type Party = z.infer<typeof booking.party>;
export type Appointment = z.infer<typeof booking.appointment>;
export type AppointmentDetail = z.infer<typeof booking.appointmentDetail>;
export type Cancellation = z.infer<typeof booking.cancellation>;
export type Rescheduling = z.infer<typeof booking.rescheduling>;

export type Booked = z.infer<typeof reception.booked>;
export type AppointmentMoved = z.infer<typeof reception.appointmentMoved>;
export type BulkMove = z.infer<typeof reception.bulkMove>;
export type BulkMoved = z.infer<typeof reception.bulkMoved>;
export type WalkIn = z.infer<typeof reception.walkIn>;
export type WalkedIn = z.infer<typeof reception.walkedIn>;
export type VisitMoved = z.infer<typeof reception.visitMoved>;
export type Settlement = z.infer<typeof reception.settlement>;
export type Settled = z.infer<typeof reception.settled>;
export type Queue = z.infer<typeof queue.queue>;
export type QueuedVisit = z.infer<typeof queue.queuedVisit>;
export type Estimate = z.infer<typeof queue.estimate>;
export type NextCall = z.infer<typeof queue.nextCall>;
export type Called = z.infer<typeof queue.called>;
export type Transfer = z.infer<typeof queue.transfer>;
export type Transferred = z.infer<typeof queue.transferred>;
export type Prioritization = z.infer<typeof queue.prioritization>;
export type TicketCheckedIn = z.infer<typeof queue.ticketCheckedIn>;
export type Display = z.infer<typeof queue.display>;
export type ShownVisit = Display["items"][number];
export type MyDay = z.infer<typeof queue.myDay>;
export type ClinicOfDay = MyDay["clinics"][number];
export type WaitingTimes = z.infer<typeof reports.waitingTimes>;
export type NoShows = z.infer<typeof reports.noShows>;
export type Utilization = z.infer<typeof reports.utilization>;
export type Dashboard = z.infer<typeof reception.dashboard>;
export type Calendar = z.infer<typeof reception.calendar>;
export type CalendarAppointment = z.infer<typeof reception.calendarAppointment>;

export type DayHistory = z.infer<typeof history.dayHistory>;
export type Standing = z.infer<typeof history.standing>;
export type PastStanding = DayHistory["items"][number];
export type Story = z.infer<typeof history.story>;
export type StoryEvent = Story["items"][number];

export type ListedPayment = z.infer<typeof listedPayment>;
export type PaymentPage = z.infer<typeof paymentPage>;
export type PaymentDetail = z.infer<typeof paymentDetail>;
export type NewEntry = z.infer<typeof newEntry>;
export type EnteredPayment = z.infer<typeof enteredPayment>;

export type SessionTicket = z.infer<typeof requests.sessionTicket>;
export type TicketPage = z.infer<typeof requests.ticketPage>;

export type Plan = z.infer<typeof matching.plan>;
export type PlanHead = z.infer<typeof matching.planPage>["items"][number];
export type PlanPage = z.infer<typeof matching.planPage>;
export type NewPlan = z.infer<typeof matching.newPlan>;
export type PlanCancel = z.infer<typeof matching.planCancel>;
export type PlanCommit = z.infer<typeof matching.planCommit>;
export type Placement = z.infer<typeof matching.placement>;
export type PlannedPlace = z.infer<typeof matching.place>;

export type Wishes = z.input<typeof requests.wishes>;
export type BookingRequest = z.infer<typeof requests.bookingRequest>;
export type NewBookingRequest = z.infer<typeof requests.newBookingRequest>;
export type BookingRequestChange = z.infer<typeof requests.bookingRequestChange>;
export type BookingRequestPage = z.infer<typeof requests.requestPage>;
export type Contract = z.infer<typeof contracts.contract>;
export type NewContract = z.infer<typeof contracts.newContract>;
export type ContractPage = z.infer<typeof contracts.contractPage>;
export type ContractCancel = z.infer<typeof contracts.contractCancel>;
export type ContractChange = z.infer<typeof contracts.contractChange>;
export type WaitlistPage = z.infer<typeof waitlist.waitlistPage>;
export type WaitlistEntry = WaitlistPage["items"][number];
export type OpeningPage = z.infer<typeof waitlist.openingPage>;
export type WaitlistOffer = z.infer<typeof waitlist.waitlistOffer>;
export type WaitlistOpening = z.infer<typeof waitlist.waitlistOpening>;
export type PlacementReasons = z.infer<typeof matching.placementReasons>;
export type Remark = PlacementReasons["met"][number];
export type Feasibility = z.infer<typeof matching.feasibility>;
export type SignedContract = z.infer<typeof matching.confirmation>;
export type AutoFilled = z.infer<typeof matching.autoFill>;
