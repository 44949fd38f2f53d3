import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { allows, requestMoves } from "../../src/core/moves.ts";
import { ticketStatus } from "../../src/demand/request-schemas.ts";
import { queries } from "../api/queries.ts";
import type { BookingRequest } from "../api/types.ts";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { AnchorLink } from "../parts/links.tsx";
import { Pages } from "../parts/pages.tsx";
import { Nothing } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { useWording } from "./placement-reasons.tsx";
import type { RequestDoing } from "./request-dialog.tsx";
import { wishesText } from "./wishes-text.ts";

interface RequestTableProps {
  filter: Parameters<typeof queries.bookingRequests>[0];
  zone: string;
  start: (doing: RequestDoing) => void;
}

/** Who wants what, and how far it is booked. */
export function RequestTable({ filter, zone, start }: RequestTableProps) {
  const { t } = useTranslation();
  const requests = useInfiniteQuery(queries.bookingRequests(filter));
  const labels = [
    t("booking.steps.patient"),
    t("booking.service"),
    t("wishes.title"),
    t("contracts.sessions"),
    t("record.status"),
  ];
  return (
    <Pages query={requests} none={<Nothing title={t("bookingRequests.none")} hint={t("bookingRequests.noneHint")} />}>
      {(items) => (
        <CardTable label={t("nav.bookingRequests")} labels={labels} withActions>
          <CardRows>
            {items.map((request) => (
              <Row key={request.id} request={request} labels={labels} zone={zone} start={start} />
            ))}
          </CardRows>
        </CardTable>
      )}
    </Pages>
  );
}

interface RowProps extends Pick<RequestTableProps, "zone" | "start"> {
  request: BookingRequest;
  labels: string[];
}

function Row({ request, labels, zone, start }: RowProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const wording = useWording(zone);
  const counts = ticketStatus.options
    .filter((status) => request.tickets[status] > 0)
    .map((status) =>
      t("session.count", {
        status: t(`status.ticket.${status}`),
        number: formats.number(request.tickets[status]),
      }),
    );
  return (
    <CardRow>
      <CardName>
        <AnchorLink to={page.course} params={{ patientId: request.patient_id }}>
          <bdi>{request.patient_name}</bdi>
        </AnchorLink>
      </CardName>
      <CardCell label={labels[1]}>
        <div>
          <bdi>{request.service_name}</bdi>
          {request.contract_id && (
            <Text size="sm">
              <AnchorLink size="sm" to={page.contract} params={{ contractId: request.contract_id }}>
                {t("contracts.see")}
              </AnchorLink>
            </Text>
          )}
        </div>
      </CardCell>
      <CardCell label={labels[2]}>
        <Text size="sm">{formats.line(wishesText(request, wording))}</Text>
      </CardCell>
      <CardCell label={labels[3]}>
        <Text size="sm">{formats.line(counts)}</Text>
      </CardCell>
      <CardCell label={labels[4]}>
        <StatusBadge of="request" status={request.status} />
      </CardCell>
      <CardActions>
        <Actions request={request} start={start} />
      </CardActions>
    </CardRow>
  );
}

function Actions({ request, start }: Pick<RowProps, "request" | "start">) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const named = (label: string) => t("timeOff.of", { label, name: request.patient_name });
  const open = allows(requestMoves.cancel, request.status);
  const owes = request.tickets.planned > 0 && allows(requestMoves.expire, request.status);
  return (
    <>
      {may("cancelBookingRequest") && open && (
        <Button
          variant="default"
          aria-label={named(t("bookingRequests.cancel"))}
          onClick={() => start({ what: "cancel", request })}
        >
          {t("action.cancel")}
        </Button>
      )}
      {may("changeBookingRequest") && open && (
        <Button
          variant="default"
          aria-label={named(t("action.edit"))}
          onClick={() => start({ what: "change", request })}
        >
          {t("action.edit")}
        </Button>
      )}
      {may("autoFillRequest") && owes && (
        <Button aria-label={named(t("bookingRequests.fill"))} onClick={() => start({ what: "fill", request })}>
          {t("bookingRequests.fill")}
        </Button>
      )}
    </>
  );
}
