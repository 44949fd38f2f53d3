import { Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayQueries } from "../api/day-queries.ts";
import { queries } from "../api/queries.ts";
import { ClinicDay } from "../my-day/clinic-day.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded, Nothing } from "../parts/states.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";

/** A doctor's day: who is with them, who is next, and who is still to come. Others choose whose day they look at. */
export function MyDayPage() {
  const { session } = useDesk();
  const { t } = useTranslation();
  const own = session.account.practitioner_id;
  const [chosen, choose] = useState<string | null>(null);
  const practitionerId = own ?? chosen;
  return (
    <>
      <PageHeading title={t("myDay.title")}>{own === null && <WhoseDay chosen={chosen} choose={choose} />}</PageHeading>
      {practitionerId === null ? (
        <Nothing title={t("myDay.whose")} />
      ) : (
        <Day key={practitionerId} practitionerId={practitionerId} isOwn={own !== null} />
      )}
    </>
  );
}

function WhoseDay({ chosen, choose }: { chosen: string | null; choose: (id: string | null) => void }) {
  const clinic = useClinic();
  const { t } = useTranslation();
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  return (
    <Select
      aria-label={t("myDay.whose")}
      placeholder={t("myDay.whose")}
      data={(practitioners.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={chosen}
      onChange={choose}
    />
  );
}

function Day({ practitionerId, isOwn }: { practitionerId: string; isOwn: boolean }) {
  const { t } = useTranslation();
  const myDay = useQuery(dayQueries.myDay(isOwn ? {} : { practitioner_id: practitionerId }));
  return (
    <Loaded query={myDay} empty={({ clinics }) => clinics.length === 0 && <Nothing title={t("myDay.free")} />}>
      {({ clinics }) => (
        <Stack gap="xl">
          {clinics.map((clinic) => (
            <ClinicDay
              key={clinic.clinic_id}
              day={clinic}
              practitionerId={practitionerId}
              isNamed={clinics.length > 1}
            />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}
