import { expect, test } from "vitest";
import { doctor, need, offerOf, room } from "../../test/offers.ts";
import { pinResources } from "./pin-resources.ts";

const offer = offerOf([doctor("ada"), doctor("bea")], {
  rooms: ["r1", "r2", "laser"].map((id) => room(id)),
  needs: (id) => [need([id]), need(["r1", "r2"], 20, "kind"), need(["laser"], 20, "resource")],
});

/** Who could do it, and what could meet each need. */
const said = (resourceIds: string[]) =>
  pinResources(offer, resourceIds).candidates.map(({ plan }) =>
    plan.needs.map(({ candidates }) => candidates.join("/")),
  );

test.each<[string, string[], string[][]]>([
  [
    "nothing in particular",
    [],
    [
      ["ada", "r1/r2", "laser"],
      ["bea", "r1/r2", "laser"],
    ],
  ],
  [
    "one room",
    ["r2"],
    [
      ["ada", "r2", "laser"],
      ["bea", "r2", "laser"],
    ],
  ],
  [
    "both rooms",
    ["r2", "r1"],
    [
      ["ada", "r1/r2", "laser"],
      ["bea", "r1/r2", "laser"],
    ],
  ],
  [
    "what is needed anyway",
    ["laser"],
    [
      ["ada", "r1/r2", "laser"],
      ["bea", "r1/r2", "laser"],
    ],
  ],
  ["a practitioner", ["bea"], [["bea", "r1/r2", "laser"]]],
  ["a practitioner and a room", ["r1", "ada"], [["ada", "r1", "laser"]]],
])("asked for %s", (_, resourceIds, needs) => expect(said(resourceIds)).toEqual(needs));

test.each([
  [["r1", "sauna", "pool"], 1],
  [["sauna"], 0],
])("what the service has no use for is refused by its place in the request: %o", (resourceIds, place) => {
  const fault = { code: "not_offered", errors: [expect.objectContaining({ pointer: `/resource_ids/${place}` })] };
  expect(() => pinResources(offer, resourceIds)).toThrow(expect.objectContaining(fault));
});

test("a service that needs nobody is done by nobody, whatever is asked for", () => {
  const [ada] = offer.candidates;
  const nobody = { ...offer, candidates: [{ ...ada!, practitionerId: null }] };
  expect(pinResources(nobody, ["r1"]).candidates).toHaveLength(1);
});
