/** The service as the rooms above ask for it. */
export type { Phase } from "./check-phases.ts";
export { phasesFor, type PractitionerOverride } from "./practitioner-override.ts";
export {
  type NeededServiceRow as NeededService,
  selectNeededService as readNeededService,
} from "./needed-service.sql.ts";
