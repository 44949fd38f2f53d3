/** Who may do what: the one table. The server checks it, `x-roles` in the OpenAPI document and the page's menus read it. */

export const roles = ["admin", "receptionist", "doctor", "patient", "display"] as const;
export type Role = (typeof roles)[number];

const everyone = ["admin", "receptionist", "doctor", "patient", "display"] as const;
const staff = ["admin", "receptionist", "doctor"] as const;
const desk = ["admin", "receptionist"] as const;
const admin = ["admin"] as const;

export const permissions = {
  endSession: everyone,
  readSession: everyone,

  listAccounts: admin,
  createAccount: admin,
  listTokens: staff,
  createToken: staff,
  revokeToken: staff,

  listClinics: staff,
  readClinic: staff,
  createClinic: admin,
  changeClinic: admin,
  listClinicPractitioners: staff,
  listClinicServices: staff,
  listPractitioners: staff,
  readPractitioner: staff,
  createPractitioner: admin,
  changePractitioner: admin,
  listServices: staff,
  readService: staff,
  createService: admin,
  changeService: admin,
  listResources: staff,
  readResource: staff,
  createResource: admin,
  changeResource: admin,
  listPools: staff,
  readPool: staff,
  createPool: admin,
  changePool: admin,

  listScheduleRules: staff,
  readScheduleRule: staff,
  createScheduleRule: admin,
  changeScheduleRule: admin,
  deleteScheduleRule: admin,
  listScheduleExceptions: staff,
  readScheduleException: staff,
  createScheduleException: desk,
  changeScheduleException: desk,
  deleteScheduleException: desk,
  listTimeOffRequests: staff,
  readTimeOffRequest: staff,
  createTimeOffRequest: staff,
  approveTimeOffRequest: admin,
  denyTimeOffRequest: admin,
  listHolidays: staff,
  listSlots: staff,
  generateSlots: admin,

  findAvailability: staff,
  explainAvailability: staff,

  listPatients: staff,
  readPatient: staff,
  createPatient: desk,
  changePatient: desk,

  listAppointments: staff,
  readAppointment: staff,
  bookAppointment: desk,
  cancelAppointment: desk,
  rescheduleAppointment: desk,
  checkInAppointment: desk,
  holdAppointment: desk,
  confirmAppointment: desk,
  completeAppointment: staff,
  noShowAppointment: desk,
  undoAppointment: desk,
  moveAppointments: desk,
  readDayHistory: staff,
  listEvents: staff,

  listContracts: staff,
  readContract: staff,
  createContract: desk,
  changeContract: desk,
  readFeasibility: staff,
  confirmContract: desk,
  cancelContract: desk,
  listBookingRequests: staff,
  readBookingRequest: staff,
  createBookingRequest: desk,
  changeBookingRequest: desk,
  cancelBookingRequest: desk,
  autoFillRequest: desk,
  listSessionTickets: staff,
  listWaitlist: staff,
  listOpenings: staff,
  listOffers: staff,
  acceptOffer: desk,
  declineOffer: desk,

  listPlans: staff,
  readPlan: staff,
  createPlan: desk,
  commitPlan: desk,
  undoPlan: desk,
  cancelPlan: desk,

  readCalendar: staff,
  readQueue: staff,
  readDashboard: staff,
  walkIn: desk,
  callVisit: staff,
  requeueVisit: staff,
  startVisit: staff,
  finishVisit: staff,
  leaveVisit: desk,
  settleVisit: desk,
  listVisitTickets: staff,

  listPayments: desk,
  readPayment: desk,
  enterPayment: desk,
} as const satisfies Record<string, readonly Role[]>;

export type Operation = keyof typeof permissions;

export function mayDo(role: Role, operation: Operation): boolean {
  return (permissions[operation] as readonly Role[]).includes(role);
}
