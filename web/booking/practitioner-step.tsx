import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { Loaded, Nothing } from "../parts/states.tsx";
import { ChoiceCards } from "./choice-cards.tsx";
import type { StepProps } from "./clinic-step.tsx";
import { anyone } from "./draft.ts";

export function PractitionerStep({ draft, change }: StepProps) {
  const { t } = useTranslation();
  const practitioners = useQuery(queries.clinicPractitioners(draft.clinic.id));
  const services = useQuery(queries.clinicServices(draft.clinic.id));
  const choose = (practitionerId: string) => {
    if (practitionerId === draft.practitionerId) return;
    const service = services.data?.find(({ id }) => id === draft.serviceId);
    const keeps = practitionerId === anyone || service?.practitioner_ids.includes(practitionerId);
    change({ practitionerId, start: null, ...(keeps ? {} : { serviceId: null }) });
  };
  return (
    <Loaded query={practitioners} empty={(all) => all.length === 0 && <Nothing title={t("booking.noPractitioners")} />}>
      {(all) => (
        <ChoiceCards
          label={t("booking.whichPractitioner")}
          value={draft.practitionerId}
          choose={choose}
          choices={[
            { value: anyone, label: t("booking.anyPractitioner"), note: t("booking.anyPractitionerHint") },
            ...all.map(({ id, name, specialty }) => ({ value: id, label: name, note: specialty ?? undefined })),
          ]}
        />
      )}
    </Loaded>
  );
}
