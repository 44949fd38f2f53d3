import "fastify";
import type { Role } from "../../core/roles.ts";

/** Who makes a call, as the session or the token says. The organization is never taken from the request itself. */
export interface Caller {
  organizationId: string;
  accountId: string;
  role: Role;
  practitionerId: string | null;
}

/** Who does something: a caller, or nobody in particular where the house does it by itself. */
export interface Actor {
  organizationId: string;
  accountId: string | null;
}

declare module "fastify" {
  interface FastifyRequest {
    caller: Caller;
  }
  interface FastifyContextConfig {
    /** The operation of the role table that this route is; routes without one are open to everybody. */
    operation?: import("../../core/roles.ts").Operation;
  }
}
