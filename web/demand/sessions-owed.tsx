import { Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { AnchorLink } from "../parts/links.tsx";
import { Loaded } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { SessionList } from "./session-list.tsx";
import { sessionsOwed } from "./session-line.ts";
import { byRequest, countsOf, type OwedSessions } from "./tickets-by-request.ts";

interface SessionsOwedProps {
  patientId: string;
  /** Of this contract alone. */
  contractId?: string;
  zone: string;
}

/** The sessions of a patient, or of one contract, request by request: what is done, booked, and still to be booked. */
export function SessionsOwed({ patientId, contractId, zone }: SessionsOwedProps) {
  const { t } = useTranslation();
  const tickets = useQuery(queries.tickets(contractId ? { contract_id: contractId } : { patient_id: patientId }));
  return (
    <Loaded query={tickets} empty={(items) => items.length === 0 && <Text size="sm">{t("session.none")}</Text>}>
      {(items) => (
        <Stack gap="lg">
          {byRequest(items).map((owed) => (
            <OfRequest
              key={owed.requestId}
              owed={owed}
              patientId={patientId}
              zone={zone}
              inContract={contractId !== undefined}
            />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

interface OfRequestProps {
  owed: OwedSessions;
  patientId: string;
  zone: string;
  /** The page is that of the contract, so that nobody needs to be led there. */
  inContract: boolean;
}

function OfRequest({ owed: { requestId, contractId, name, tickets }, patientId, zone, inContract }: OfRequestProps) {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const formats = formatsAt(zone);
  const requests = useInfiniteQuery(queries.bookingRequests({ patient_id: patientId, limit: 200 }));
  const request = requests.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === requestId);
  const counts = countsOf(tickets).map(({ status, count }) =>
    t("session.count", { status: t(`status.ticket.${status}`), number: formats.number(count) }),
  );
  return (
    <div>
      <Group gap="sm">
        <Text fw={600}>
          <bdi>{name}</bdi>
        </Text>
        {request && <StatusBadge of="request" status={request.status} />}
        {contractId && !inContract && (
          <AnchorLink size="sm" to={page.contract} params={{ contractId }}>
            {t("contracts.see")}
          </AnchorLink>
        )}
      </Group>
      <Text size="sm" c="var(--quiet-text)">
        {formats.line(counts)}
      </Text>
      <SessionList name={name} sessions={sessionsOwed(tickets, zone)} zone={zone} />
    </div>
  );
}
