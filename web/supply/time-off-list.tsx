import { Button, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { allows, timeOffMoves } from "../../src/core/moves.ts";
import type { TimeOffRequest } from "../api/types.ts";
import { CardActions, CardCell, CardName, CardRow, CardRows, CardTable } from "../parts/card-table.tsx";
import { AnchorLink, ButtonLink } from "../parts/links.tsx";
import { Nothing } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import { page } from "../urls.ts";
import type { TimeOffDoing } from "./time-off-dialog.tsx";
import type { TimeOffGroup } from "./time-off-shown.ts";
import { useWhen } from "./when-words.ts";

interface TimeOffListProps {
  groups: TimeOffGroup[];
  /** What to do when there are none. */
  hint: string;
  start: (doing: TimeOffDoing) => void;
}

/** Requests by status. */
export function TimeOffList({ groups, hint, start }: TimeOffListProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  if (groups.length === 0) return <Nothing title={t("timeOff.none")} hint={hint} />;
  const labels = [t("timeOff.who"), t("hours.time"), t("exceptions.reason"), t("record.status")];
  return (
    <CardTable label={t("nav.timeOff")} labels={labels} withActions>
      {groups.map(({ status, requests }) => (
        <CardRows
          key={status}
          title={t("timeOff.group", {
            status: t(`status.timeOff.${status}`),
            number: formats.number(requests.length),
          })}
        >
          {requests.map((request) => (
            <Row key={request.id} request={request} start={start} />
          ))}
        </CardRows>
      ))}
    </CardTable>
  );
}

interface RowProps {
  request: TimeOffRequest;
  start: (doing: TimeOffDoing) => void;
}

function Row({ request, start }: RowProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const { status, starts_at, timezone, notes } = request;
  const givenBack = status === "approved" && request.schedule_exception_id === null;
  return (
    <CardRow>
      <CardName>
        <bdi>{request.resource_name}</bdi>
      </CardName>
      <CardCell label={t("hours.time")}>
        <AnchorLink to={page.calendar} search={{ date: dateIn(starts_at, timezone) }} size="sm">
          {when(request)}
        </AnchorLink>
      </CardCell>
      <CardCell label={t("exceptions.reason")}>{request.reason && <bdi>{request.reason}</bdi>}</CardCell>
      <CardCell label={t("record.status")}>
        <div>
          <StatusBadge of="timeOff" status={status} />
          {givenBack && <Text size="sm">{t("timeOff.givenBack")}</Text>}
          {notes && (
            <Text size="sm" c="var(--quiet-text)">
              <bdi>{notes}</bdi>
            </Text>
          )}
        </div>
      </CardCell>
      <CardActions>
        <Actions request={request} start={start} />
      </CardActions>
    </CardRow>
  );
}

function Actions({ request, start }: RowProps) {
  const {
    id,
    status,
    resource_id,
    resource_name,
    starts_at,
    ends_at,
    timezone,
    schedule_exception_id: block,
  } = request;
  const { may, today } = useDesk();
  const { t } = useTranslation();
  const named = (label: string) => t("timeOff.of", { label, name: resource_name });
  return (
    <>
      {may("denyTimeOffRequest") && allows(timeOffMoves.deny, status) && (
        <Button variant="default" aria-label={named(t("timeOff.deny"))} onClick={() => start({ what: "deny", id })}>
          {t("timeOff.deny")}
        </Button>
      )}
      {may("approveTimeOffRequest") && allows(timeOffMoves.approve, status) && (
        <Button aria-label={named(t("timeOff.approve"))} onClick={() => start({ what: "approve", id })}>
          {t("timeOff.approve")}
        </Button>
      )}
      {may("createPlan") && block !== null && dateIn(ends_at, timezone) >= today && (
        <ButtonLink
          variant="default"
          aria-label={named(t("replan.title"))}
          to={page.newReplan}
          search={{ resource: resource_id, from: starts_at, to: ends_at }}
        >
          {t("replan.title")}
        </ButtonLink>
      )}
      {may("deleteScheduleException") && block !== null && (
        <Button
          variant="default"
          aria-label={named(t("action.takeBack"))}
          onClick={() => start({ what: "takeBack", id })}
        >
          {t("action.takeBack")}
        </Button>
      )}
    </>
  );
}
