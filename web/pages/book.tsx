import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Booked, Patient } from "../api/types.ts";
import { BookedPanel } from "../booking/booked-panel.tsx";
import { BookingWizard } from "../booking/wizard.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";

const route = getRouteApi("/desk/book");

export function BookPage() {
  const { t } = useTranslation();
  const { patient } = route.useSearch();
  return (
    <>
      <PageHeading title={t("booking.new")} />
      {patient ? <WithPatient id={patient} /> : <Booking patient={null} />}
    </>
  );
}

/** A booking that starts from a patient's record. */
function WithPatient({ id }: { id: string }) {
  const patient = useQuery(queries.patient(id));
  return <Loaded query={patient}>{(known) => <Booking patient={known} />}</Loaded>;
}

function Booking({ patient }: { patient: Patient | null }) {
  const [booked, setBooked] = useState<Booked | null>(null);
  if (booked) return <BookedPanel booked={booked} again={() => setBooked(null)} />;
  return <BookingWizard patient={patient} done={setBooked} />;
}
