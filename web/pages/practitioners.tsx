import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Practitioner } from "../api/types.ts";
import { PractitionerForm } from "../forms/practitioner-form.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { RecordTable } from "../parts/record-table.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

export function PractitionersPage() {
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const readOnly = !may("changePractitioner");
  const practitioners = useQuery(queries.practitioners());
  return (
    <>
      <PageHeading title={t("nav.practitioners")} />
      <Loaded query={practitioners}>
        {(items) => (
          <RecordTable
            items={items}
            newLabel={t("practitioners.new")}
            emptyLabel={t("practitioners.none")}
            columns={[
              { label: t("practitioners.specialty"), cell: ({ specialty }) => <bdi>{specialty}</bdi> },
              ...(readOnly
                ? []
                : [
                    {
                      label: t("practitioners.share"),
                      cell: ({ share_basis_points }: Practitioner) => formats.percent(share_basis_points),
                    },
                  ]),
            ]}
            readOnly={readOnly}
            extra={({ id, name }) => (
              <ButtonLink
                variant="default"
                to={page.hours}
                params={{ practitionerId: id }}
                aria-label={t("practitioners.hoursOf", { name })}
              >
                {t("practitioners.hours")}
              </ButtonLink>
            )}
            form={(practitioner, close) => <PractitionerForm practitioner={practitioner} done={close} />}
          />
        )}
      </Loaded>
    </>
  );
}
