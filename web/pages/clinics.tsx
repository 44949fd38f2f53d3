import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { ClinicForm } from "../forms/clinic-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { RecordTable } from "../parts/record-table.tsx";
import { Loaded } from "../parts/states.tsx";

export function ClinicsPage() {
  const { t } = useTranslation();
  const clinics = useQuery(queries.clinics());
  return (
    <>
      <PageHeading title={t("nav.clinics")} />
      <Loaded query={clinics}>
        {(items) => (
          <RecordTable
            items={items}
            newLabel={t("clinics.new")}
            emptyLabel={t("clinics.none")}
            columns={[
              { label: t("clinics.timezone"), cell: ({ timezone }) => <bdi dir="ltr">{timezone}</bdi> },
              { label: t("clinics.queuePolicy"), cell: ({ queue_policy }) => t(`clinics.policies.${queue_policy}`) },
            ]}
            form={(clinic, close) => <ClinicForm clinic={clinic} done={close} />}
          />
        )}
      </Loaded>
    </>
  );
}
