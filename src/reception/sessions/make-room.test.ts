import { expect, test } from "vitest";
import { bed, keeper } from "../../../test/beds.ts";
import { requireBed, taken } from "./make-room.ts";

const beds = [
  bed("a1", [], { name: "Bed A1" }),
  bed("b2", [], { name: "Bed B2" }),
  bed("c3", [], { name: "Bed C3", out: true }),
];

test.each([
  ["a1", "Bed A1"],
  ["b2", "Bed B2"],
  ["B2", "Bed B2"],
])("bed %s of the session can be asked for, in small letters and in large", (id, name) => {
  expect(requireBed(beds, id).name).toBe(name);
});

test("a bed that somebody has can be asked for", () => {
  const held = bed("d4", [keeper("ann", { given: true })]);
  expect(requireBed([...beds, held], "d4")).toBe(held);
});

const noBed = {
  code: "not_found",
  message: "There is no such bed of this session.",
  errors: [{ pointer: "/bed_id", code: "not_found", detail: "There is no such bed of this session." }],
};
const outOfService = {
  code: "bed_out_of_service",
  message: "Bed C3 is out of service.",
  errors: [{ pointer: "/bed_id", code: "bed_out_of_service", detail: "This bed cannot be used then." }],
};

test.each([
  ["a bed of another session", "z9", noBed],
  ["the start of a bed's id", "a", noBed],
  ["no id", "", noBed],
  ["a bed that is out of service", "c3", outOfService],
  ["a bed that is out of service, in large letters", "C3", outOfService],
])("who asks for %s is refused", (_, id, refusal) => {
  expect(() => requireBed(beds, id)).toThrow(expect.objectContaining(refusal));
});

test("a session without beds has none to ask for", () => {
  expect(() => requireBed([], "a1")).toThrow(expect.objectContaining(noBed));
});

test("a bed that is somebody else's is refused at the field that names it", () => {
  expect(taken()).toMatchObject({
    code: "bed_taken",
    message: "The bed is given to somebody else.",
    errors: [{ pointer: "/bed_id", code: "bed_taken", detail: "Another patient was given this bed." }],
    members: {},
  });
});
