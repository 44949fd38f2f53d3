import type { Temporal } from "temporal-polyfill";
import type { Tenants } from "./database.ts";

/** What every use case is given by the edge that calls it. */
export interface House {
  postgres: Tenants;
  now: () => Temporal.Instant;
  /** Tells the relay that an organization has something in its outbox; called after commit. */
  wake: (organizationId: string) => void;
}

/** The same house, whose transactions are written otherwise. */
export function withWrite(house: House, write: Tenants["write"]): House {
  const { postgres } = house;
  return {
    ...house,
    postgres: {
      read: postgres.read.bind(postgres),
      rehearse: postgres.rehearse.bind(postgres),
      directory: postgres.directory.bind(postgres),
      write,
    },
  };
}
