import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { newResource } from "../../src/supply/schemas.ts";
import { queries } from "../api/queries.ts";
import type { Resource } from "../api/types.ts";
import { ResourceForm } from "../forms/resource-form.tsx";
import { ButtonLink } from "../parts/links.tsx";
import { RecordTable } from "../parts/record-table.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const kinds: readonly string[] = newResource.shape.kind.options;
const byKind = (one: Resource, other: Resource) => kinds.indexOf(one.kind) - kinds.indexOf(other.kind);

/** Resources by kind, with the pools that each is in and a way to its hours. */
export function ResourceList() {
  const { clinics, formats } = useDesk();
  const { t } = useTranslation();
  const resources = useQuery(queries.resources());
  const pools = useQuery(queries.pools()).data ?? [];
  const clinicName = (id: string | null) =>
    clinics.find((clinic) => clinic.id === id)?.name ?? t("resources.anyClinic");
  const poolsOf = (id: string) => pools.filter((pool) => pool.resource_ids.includes(id)).map(({ name }) => name);
  return (
    <Loaded query={resources}>
      {(items) => (
        <RecordTable
          items={items.filter(({ kind }) => kind !== "practitioner").toSorted(byKind)}
          groupOf={({ kind }) => t(`resources.groups.${kind}`)}
          newLabel={t("resources.new")}
          emptyLabel={t("resources.none")}
          columns={[
            { label: t("shell.clinic"), cell: ({ clinic_id }) => <bdi>{clinicName(clinic_id)}</bdi> },
            { label: t("resources.lanes"), cell: ({ lanes }) => formats.number(lanes) },
            { label: t("pools.tab"), cell: ({ id }) => formats.line(poolsOf(id)) },
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
  );
}
