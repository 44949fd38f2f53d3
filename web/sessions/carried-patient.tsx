import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Carried } from "../parts/use-carry.ts";
import { useDesk } from "../shell/desk.tsx";
import type { Admitted, BedPlace } from "./placing.ts";

/** The patient in the hand, and which bed they would get if they were let go now. */
export function CarriedPatient({ carried: { thing, x, y, place } }: { carried: Carried<Admitted, BedPlace> }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <div className="carried" style={{ transform: `translate(${x}px, ${y}px)` }} aria-hidden>
      <Text size="sm" fw={650} truncate>
        <bdi>{thing.admission.patient_name}</bdi>
      </Text>
      <Text size="xs">
        {place
          ? formats.line([place.session.id === thing.session.id ? null : place.session.name, place.bed?.name])
          : t("board.nowhere")}
      </Text>
    </div>
  );
}
