import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { ResourceForm } from "../forms/resource-form.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { RecordTable } from "../parts/record-table.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

/** Rooms, beds and machines; people who treat have a page of their own. */
export function ResourcesPage() {
  const { clinics, formats } = useDesk();
  const { t } = useTranslation();
  const resources = useQuery(queries.resources());
  const clinicName = (id: string | null) =>
    clinics.find((clinic) => clinic.id === id)?.name ?? t("resources.anyClinic");
  return (
    <>
      <PageHeading title={t("nav.resources")} />
      <Loaded query={resources}>
        {(items) => (
          <RecordTable
            items={items.filter(({ kind }) => kind !== "practitioner")}
            newLabel={t("resources.new")}
            emptyLabel={t("resources.none")}
            columns={[
              { label: t("resources.kind"), cell: ({ kind }) => t(`resources.kinds.${kind}`) },
              { label: t("shell.clinic"), cell: ({ clinic_id }) => <bdi>{clinicName(clinic_id)}</bdi> },
              { label: t("resources.lanes"), cell: ({ lanes }) => formats.number(lanes) },
            ]}
            extra={({ id, name }) => (
              <ButtonLink
                variant="default"
                to={page.resourceHours}
                params={{ resourceId: id }}
                aria-label={t("practitioners.hoursOf", { name })}
              >
                {t("practitioners.hours")}
              </ButtonLink>
            )}
            form={(resource, close) => <ResourceForm resource={resource} done={close} />}
          />
        )}
      </Loaded>
    </>
  );
}
