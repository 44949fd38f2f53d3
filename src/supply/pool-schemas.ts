import { z } from "zod";
import { id, listQuery, pageOf, stored, text } from "../core/schemas.ts";

const status = z.enum(["active", "retired"]);

export const pool = z
  .object({
    ...stored,
    clinic_id: id,
    name: z.string(),
    resource_ids: z.array(id).meta({ description: "In the order in which a free one is chosen" }),
    status,
  })
  .meta({ id: "Pool" });

const fields = { clinic_id: id, name: text(120), resource_ids: z.array(id).max(500).optional() };
export const newPool = z.strictObject(fields);
export const poolChange = z
  .strictObject({ ...fields, status })
  .omit({ clinic_id: true })
  .partial();
export const poolQuery = z.strictObject({ clinic_id: id.optional(), ...listQuery });
export const poolPage = pageOf(pool);
