import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Contract } from "../api/types.ts";
import { CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { Pages } from "../parts/pages.tsx";
import { Nothing } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import { page } from "../urls.ts";

interface ContractTableProps {
  filter: Parameters<typeof queries.contracts>[0];
  zone: string;
}

/** Contracts that fit the filter, the newest first. */
export function ContractTable({ filter, zone }: ContractTableProps) {
  const { t } = useTranslation();
  const contracts = useInfiniteQuery(queries.contracts(filter));
  const labels = [
    t("contracts.number"),
    t("booking.steps.patient"),
    t("contracts.content"),
    t("contracts.drawnUp"),
    t("payments.columns.total"),
    t("record.status"),
  ];
  return (
    <Pages query={contracts} none={<Nothing title={t("contracts.none")} hint={t("contracts.noneHint")} />}>
      {(items) => (
        <CardTable label={t("nav.contracts")} labels={labels}>
          <CardRows>
            {items.map((contract) => (
              <Row key={contract.id} contract={contract} labels={labels} zone={zone} />
            ))}
          </CardRows>
        </CardTable>
      )}
    </Pages>
  );
}

function Row({ contract, labels, zone }: { contract: Contract; labels: string[]; zone: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const content = contract.lines.map(({ sessions, service_name: service }) =>
    t("contracts.some", { number: formats.number(sessions), service }),
  );
  return (
    <CardRow>
      <CardName>
        <AnchorLink to={page.contract} params={{ contractId: contract.id }}>
          <bdi>{contract.contract_number}</bdi>
        </AnchorLink>
      </CardName>
      <CardCell label={labels[1]}>
        <bdi>{contract.patient_name}</bdi>
      </CardCell>
      <CardCell label={labels[2]}>{formats.line(content)}</CardCell>
      <CardCell label={labels[3]} className="nowrap">
        {formats.date(dateIn(contract.created_at, zone))}
      </CardCell>
      <CardCell label={labels[4]} className="number nowrap">
        {formats.money(contract.total_minor, contract.currency)}
      </CardCell>
      <CardCell label={labels[5]}>
        <StatusBadge of="contract" status={contract.status} />
      </CardCell>
    </CardRow>
  );
}
