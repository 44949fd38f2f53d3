import { expect, test } from "vitest";
import { bookingRequestChange } from "../../src/demand/request-schemas.ts";
import type { BookingRequest } from "../api/types.ts";
import { requestBody, requestChangeOf, requestSchema, requestValues } from "./request-values.ts";

const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;

test("a new request says who, what and how many", () => {
  const typed = { ...requestValues(null), service_id: id(1), sessions: 3 };
  expect(requestSchema.parse(requestBody(typed, id(2), id(3)))).toMatchObject({
    clinic_id: id(2),
    patient_id: id(3),
    service_id: id(1),
    sessions: 3,
    waitlisted: true,
    offer_notice_minutes: 120,
  });
});

test("without a patient, or with wishes that can never be, it is refused at the field", () => {
  const typed = { ...requestValues(null), service_id: id(1), min_days_between: 5, max_days_between: 2 };
  const pathsOf = (body: unknown) => requestSchema.safeParse(body).error?.issues.map(({ path }) => path.join("."));
  expect(pathsOf(requestBody({ ...typed, max_days_between: "" }, id(2), null))).toEqual(["patient_id"]);
  expect(pathsOf(requestBody(typed, id(2), id(3)))).toEqual(["max_days_between"]);
});

test("a change names what a request may change", () => {
  const known = { ...requestValues(null), service_id: id(1), sessions: 3, notes: null } as unknown as BookingRequest;
  const body = requestSchema.parse(requestBody({ ...requestValues(known), priority: 4 }, id(2), id(3)));
  const change = requestChangeOf(body);
  expect(bookingRequestChange.parse(change)).toMatchObject({ priority: 4, patterns: [] });
  expect(change).not.toHaveProperty("sessions");
});
