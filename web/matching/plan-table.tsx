import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PlanHead } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { qualityOf } from "./plan-quality.ts";
import { qualityWords } from "./quality-words.ts";

/** Plans, the newest first, each with how good it is. */
export function PlanTable({ plans }: { plans: readonly PlanHead[] }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table withTableBorder striped verticalSpacing="sm" aria-label={t("nav.plans")}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("plans.plan")}</Table.Th>
            <Table.Th>{t("plans.made")}</Table.Th>
            <Table.Th>{t("plans.quality")}</Table.Th>
            <Table.Th>{t("record.status")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plans.map((plan) => (
            <Table.Tr key={plan.id}>
              <Table.Th scope="row">
                <AnchorLink to={page.plan} params={{ planId: plan.id }} size="sm" fw={650}>
                  {t(`plans.kinds.${plan.kind}`)}
                </AnchorLink>
              </Table.Th>
              <Table.Td className="number">{formats.moment(plan.created_at)}</Table.Td>
              <Table.Td>{qualityWords(qualityOf(plan), t, formats) ?? "–"}</Table.Td>
              <Table.Td>
                <StatusBadge of="plan" status={plan.status} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
