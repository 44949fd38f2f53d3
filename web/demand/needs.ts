import type { Phase } from "../api/types.ts";

type Kind = NonNullable<Phase["resource_kind"]>;

/** What a phase needs, as one choice: `practitioner`, `resource:<id>`, `pool:<id>` or `kind:<kind>`. */
export type Need = string;

export const kinds = ["room", "station", "bed", "equipment", "telehealth", "staff"] as const satisfies readonly Kind[];

export const needOf = ({ need, resource_id, pool_id, resource_kind }: Phase): Need =>
  [need, resource_id ?? pool_id ?? resource_kind].filter(Boolean).join(":");

/** The choice's two parts. */
export function partsOf(choice: Need): { need: Phase["need"]; named: string } {
  const [need, named = ""] = choice.split(":");
  return { need: need as Phase["need"], named };
}

/** The choice as the API takes it. */
export function needFields(choice: Need): Omit<Phase, "starts_minute" | "ends_minute"> {
  const { need, named } = partsOf(choice);
  if (need === "resource") return { need, resource_id: named };
  if (need === "pool") return { need, pool_id: named };
  return need === "kind" ? { need, resource_kind: named as Kind } : { need };
}
