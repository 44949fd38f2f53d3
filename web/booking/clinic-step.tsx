import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import { ChoiceCards } from "./choice-cards.tsx";
import type { Draft } from "./draft.ts";

export interface StepProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
}

export function ClinicStep({ draft, change }: StepProps) {
  const { clinics } = useDesk();
  const { t } = useTranslation();
  const choose = (id: string) => {
    const clinic = clinics.find((one) => one.id === id);
    if (clinic && id !== draft.clinic.id) change({ clinic, practitionerId: null, serviceId: null, start: null });
  };
  return (
    <ChoiceCards
      label={t("booking.whichClinic")}
      value={draft.clinic.id}
      choose={choose}
      choices={clinics.map(({ id, name, address }) => ({ value: id, label: name, note: address ?? undefined }))}
    />
  );
}
