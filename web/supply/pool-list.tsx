import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { PoolForm } from "../forms/pool-form.tsx";
import { RecordTable } from "../parts/record-table.tsx";
import { Loaded } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Pools with their members in the order in which a free one is chosen. */
export function PoolList() {
  const { clinics, formats } = useDesk();
  const { t } = useTranslation();
  const pools = useQuery(queries.pools());
  const resources = useQuery(queries.resources()).data ?? [];
  const nameOf = (id: string) => resources.find((resource) => resource.id === id)?.name;
  return (
    <Loaded query={pools}>
      {(items) => (
        <RecordTable
          items={items}
          newLabel={t("pools.new")}
          emptyLabel={t("pools.none")}
          columns={[
            {
              label: t("shell.clinic"),
              cell: ({ clinic_id }) => <bdi>{clinics.find(({ id }) => id === clinic_id)?.name}</bdi>,
            },
            { label: t("pools.members"), cell: ({ resource_ids }) => formats.line(resource_ids.map(nameOf)) },
          ]}
          form={(pool, close) => <PoolForm pool={pool} done={close} />}
        />
      )}
    </Loaded>
  );
}
