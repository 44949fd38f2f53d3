import { Button, SegmentedControl, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import type { TimeOffSearch } from "../searches.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { TimeOffDialog, type TimeOffDoing } from "../supply/time-off-dialog.tsx";
import { TimeOffList } from "../supply/time-off-list.tsx";
import { shownTimeOff, timeOffStatuses } from "../supply/time-off-shown.ts";
import { addDays, dayStartIn } from "../text/days.ts";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/time-off");
const daysBack = 366;

/** Who wants to be away and who is: doctors see their own, the desk everybody's, and an administrator decides. */
export function TimeOffPage() {
  const { timezone } = useClinic();
  const { session, today } = useDesk();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { show, past } = route.useSearch();
  const [doing, start] = useState<TimeOffDoing | null>(null);
  const requests = useQuery(queries.timeOffRequests(addDays(today, -daysBack)));
  const go = (search: TimeOffSearch) => void navigate({ to: page.timeOff, search });
  const { role, practitioner_id: ownId } = session.account;
  const mayAsk = role !== "doctor" || ownId !== null;
  return (
    <>
      <PageHeading title={t("nav.timeOff")}>
        {mayAsk && (
          <Button leftSection={<Plus size={18} aria-hidden />} onClick={() => start({ what: "ask" })}>
            {t("timeOff.ask")}
          </Button>
        )}
      </PageHeading>
      <div className="filter-bar">
        <SegmentedControl
          aria-label={t("record.status")}
          data={[
            { value: "all", label: t("timeOff.all") },
            ...timeOffStatuses.map((value) => ({ value, label: t(`status.timeOff.${value}`) })),
          ]}
          value={show ?? "all"}
          onChange={(value) => go({ show: timeOffStatuses.find((status) => status === value), past })}
        />
        <Switch
          label={t("timeOff.past")}
          checked={past ?? false}
          onChange={(event) => go({ show, past: event.currentTarget.checked || undefined })}
        />
      </div>
      <Loaded query={requests}>
        {(items) => (
          <>
            <TimeOffList
              groups={shownTimeOff(items, { show, since: past ? null : dayStartIn(today, timezone) })}
              hint={t(mayAsk ? "timeOff.noneHint" : "timeOff.noPractitioner")}
              start={start}
            />
            <TimeOffDialog doing={doing} start={start} requests={items} ownId={role === "doctor" ? ownId : null} />
          </>
        )}
      </Loaded>
    </>
  );
}
