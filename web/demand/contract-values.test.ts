import { expect, test } from "vitest";
import type { Service } from "../api/types.ts";
import { contractBody, contractSchema, contractValues, newLine, totalOf, withService } from "./contract-values.ts";

const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`;
const laser = { id: id(1), price_minor: 45_000, currency: "EGP", practitioner_ids: [id(2)] } as Service;

const typed = () => ({
  ...contractValues(null, id(3), "EGP"),
  lines: [withService(newLine(), laser)],
});

test("a new contract has one line, whose price is that of its service", () => {
  const body = contractSchema.parse(contractBody(typed(), id(4), "EGP"));
  expect(body).toMatchObject({
    clinic_id: id(4),
    patient_id: id(3),
    lines: [{ service_id: id(1), sessions: 6, price_minor: 45_000 }],
    notes: null,
  });
  expect(totalOf(typed().lines, "EGP")).toBe(270_000);
});

test("a price that is none is refused at its field, and there is no total", () => {
  const wrong = { ...typed(), lines: [{ ...newLine(), service_id: id(1), price_minor: "twelve" }] };
  const checked = contractSchema.safeParse(contractBody(wrong, id(4), "EGP"));
  expect(checked.error?.issues.map(({ path }) => path.join("."))).toEqual(["lines.0.price_minor"]);
  expect(totalOf(wrong.lines, "EGP")).toBeNull();
});

test("wishes that can never be are refused at the field of their line", () => {
  const line = withService(newLine(), laser);
  const wrong = {
    ...typed(),
    lines: [line, { ...line, wishes: { ...line.wishes, max_days_between: 1, min_days_between: 2 } }],
  };
  const checked = contractSchema.safeParse(contractBody(wrong, id(4), "EGP"));
  expect(checked.error?.issues.map(({ path }) => path.join("."))).toEqual(["lines.1.wishes.max_days_between"]);
});

test("with another service, who does not offer it is not wished any more", () => {
  const line = withService(newLine(), laser);
  const wished = { ...line, wishes: { ...line.wishes, practitioner_id: id(2) } };
  expect(withService(wished, laser).wishes.practitioner_id).toBe(id(2));
  expect(withService(wished, { ...laser, practitioner_ids: [] }).wishes.practitioner_id).toBeNull();
});
