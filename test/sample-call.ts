import { mayDo, type Operation, permissions, type Role } from "../src/core/roles.ts";

/** As whom an operation is tried where anybody who may will do: the administrator, but for what is the doctors' alone. */
export const whoMay = (operation: Operation): Role => (mayDo("admin", operation) ? "admin" : permissions[operation][0]);

/** One acceptable call of an operation. */
export interface SampleCall {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: Record<string, unknown>;
}
