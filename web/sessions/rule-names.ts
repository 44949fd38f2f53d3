import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries.ts";
import { useDesk } from "../shell/desk.tsx";

/** How people say which weekly session is meant, by its id: its weekday and its name. */
export function useRuleNames(clinicId: string): ReadonlyMap<string, string> {
  const { formats } = useDesk();
  const rules = useQuery(queries.sessionRules(clinicId)).data ?? [];
  return new Map(rules.map(({ id, weekday, name }) => [id, formats.line([formats.weekday(weekday), name])]));
}
