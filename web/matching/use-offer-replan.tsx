import { useTranslation } from "react-i18next";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useReplanThese } from "./replan-these.tsx";

/** Says how many appointments a change has stranded, and offers to find places for them. It stays until it is closed. */
export function useOfferReplan(): (appointmentIds: readonly string[]) => void {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const replanThese = useReplanThese();
  return (appointmentIds) => {
    const ids = [...new Set(appointmentIds)];
    const count = ids.length;
    if (count === 0 || !may("createPlan")) return;
    tellRefused(t("hours.stranded", { count, number: formats.number(count) }), [], (hide) => replanThese(ids, hide));
  };
}
