/** The service as the rooms above ask for it. */
export { phasesFor } from "./practitioner-override.ts";
export {
  type NeededServiceRow as NeededService,
  selectNeededService as readNeededService,
} from "./needed-service.sql.ts";
export { selectPatientTerms as readPatientTerms } from "./patient-terms.sql.ts";
