import { expect, test } from "vitest";
import { sessionUpdate } from "./announce.ts";

test("who is admitted to a session changes its board, which has no practitioner and no version of its own", () =>
  expect(sessionUpdate("north", "yoga")).toEqual([
    {
      kind: "session_updated",
      area: "sessions",
      clinicId: "north",
      practitionerIds: [],
      subjectId: "yoga",
      version: 1,
    },
  ]));

test("an appointment of no session changes no board", () => expect(sessionUpdate("north", null)).toEqual([]));
