import { useClinic, useDesk } from "../shell/desk.tsx";

interface NamedRule {
  name: string;
  weekday: number;
  clinic_id: string;
  clinic_name?: string;
}

/** How people say which weekly session is meant: its weekday and its name, and its clinic where that is another one. */
export function useRuleName(): (rule: NamedRule) => string {
  const here = useClinic();
  const { formats } = useDesk();
  return ({ name, weekday, clinic_id, clinic_name }) =>
    formats.line([formats.weekday(weekday), name, clinic_id === here.id ? null : clinic_name]);
}
