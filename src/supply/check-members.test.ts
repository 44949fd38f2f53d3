import { expect, test } from "vitest";
import { faultsOfMembers, type Member } from "./check-members.ts";

const here = "clinic";
const room = (id: string, clinic_id: string | null = here): Member => ({ id, kind: "room", clinic_id });

test.each<[string, Member[], string[]]>([
  ["none", [], []],
  ["some that stand here", [room("a"), room("b")], []],
  ["one that moves between clinics", [room("a"), room("b", null)], []],
  ["one that stands elsewhere", [room("a"), room("b", "elsewhere")], ["/resource_ids/1"]],
  ["a practitioner", [{ id: "eleni", kind: "practitioner", clinic_id: null }], ["/resource_ids/0"]],
  ["one twice", [room("a"), room("b"), room("a")], ["/resource_ids/2"]],
  ["several things at once", [room("a", "elsewhere"), room("a", "elsewhere")], ["/resource_ids/0", "/resource_ids/1"]],
])("a pool of %s", (_, members, pointers) => {
  const faults = faultsOfMembers(members, here);
  expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
  expect(faults.every(({ code }) => code === "invalid_request")).toBe(true);
});
