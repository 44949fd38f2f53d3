import { waivableRule } from "../../src/booking/schemas.ts";
import type { Reason, WaivableRule } from "../api/types.ts";

/** Rules that other bookings make: who sets them aside books beside somebody. */
const ofOthers: readonly WaivableRule[] = ["claimed", "buffer", "patient_busy"];

export const isOverbooking = (rules: readonly WaivableRule[]): boolean => rules.some((rule) => ofOthers.includes(rule));

/** The rules that would have to be set aside, once each; null when something stands in the way that nobody may set aside. */
export function rulesToWaive(reasons: readonly Pick<Reason, "code">[]): WaivableRule[] | null {
  const rules: WaivableRule[] = [];
  for (const { code } of reasons) {
    const { success, data } = waivableRule.safeParse(code);
    if (!success) return null;
    if (!rules.includes(data)) rules.push(data);
  }
  return rules.length > 0 ? rules : null;
}
