import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { useDesk } from "../shell/desk.tsx";
import { kinds, partsOf, type Need } from "./needs.ts";

interface Place {
  id: string;
  name: string;
  clinic_id: string | null;
  status: "active" | "retired";
}

/** What phases can need, in the person's words and as the groups of a choice. */
export function useNeeds() {
  const { t } = useTranslation();
  const { formats, clinics } = useDesk();
  const resources = useQuery(queries.resources()).data ?? [];
  const pools = useQuery(queries.pools()).data ?? [];
  const things = resources.filter(({ kind }) => kind !== "practitioner");

  const nameOf = (places: Place[], id: string) => formats.line([places.find((place) => place.id === id)?.name]);
  const textOf = (choice: Need): string => {
    const { need, named } = partsOf(choice);
    if (need === "resource") return nameOf(things, named);
    if (need === "pool") return t("services.anyOfPool", { name: nameOf(pools, named) });
    return need === "kind" ? t(`services.anyOfKind.${named}`) : t("services.thePractitioner");
  };

  const item = (value: Need) => ({ value, label: textOf(value) });
  const clinicOf = ({ clinic_id }: Place) => clinics.find(({ id }) => id === clinic_id)?.name;
  const placed = (need: "pool" | "resource") => (place: Place) => {
    const { value, label } = item(`${need}:${place.id}`);
    return { value, label: clinics.length > 1 ? formats.line([label, clinicOf(place)]) : label };
  };

  /** What is in use at the clinics (at any, when none is named), and what is chosen already. */
  const choicesAt = (clinicIds: string[], chosen: Need) => {
    const fits = ({ id, clinic_id, status }: Place) =>
      partsOf(chosen).named === id ||
      (status === "active" && (!clinic_id || clinicIds.length === 0 || clinicIds.includes(clinic_id)));
    return [
      item("practitioner"),
      { group: t("services.needs.pool"), items: pools.filter(fits).map(placed("pool")) },
      { group: t("services.needs.resource"), items: things.filter(fits).map(placed("resource")) },
      { group: t("services.needs.kind"), items: kinds.map((kind) => item(`kind:${kind}`)) },
    ];
  };
  return { textOf, choicesAt };
}
