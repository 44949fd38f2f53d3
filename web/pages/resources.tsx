import { Tabs } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { PageHeading } from "../parts/page-heading.tsx";
import { PoolList } from "../supply/pool-list.tsx";
import { ResourceList } from "../supply/resource-list.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/resources");

/** Rooms, beds and machines, and the pools in which they stand in for one another. People who treat have their own page. */
export function ResourcesPage() {
  const { show = "resources" } = route.useSearch();
  const navigate = useNavigate();
  const { t } = useTranslation();
  const turn = (tab: string | null) =>
    void navigate({ to: page.resources, search: { show: tab === "pools" ? "pools" : undefined } });
  return (
    <>
      <PageHeading title={t("nav.resources")} />
      <Tabs value={show} onChange={turn} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="resources">{t("resources.tab")}</Tabs.Tab>
          <Tabs.Tab value="pools">{t("pools.tab")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="resources">
          <ResourceList />
        </Tabs.Panel>
        <Tabs.Panel value="pools">
          <PoolList />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
