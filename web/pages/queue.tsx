import { Button, Select } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { dayQueries } from "../api/day-queries.ts";
import { queries } from "../api/queries.ts";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { CallNext } from "../queue/call-next.tsx";
import { QueueBoard } from "../queue/queue-board.tsx";
import { RoomChooser } from "../queue/room-chooser.tsx";
import { WalkInDialog } from "../queue/walk-in-dialog.tsx";
import type { QueueSearch } from "../searches.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/desk/queue");
const everybody = "everybody";

/** The day's queue, or one line in it: what is looked at is also what is called next from. */
export function QueuePage() {
  const clinic = useClinic();
  const { session, today, may } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const { practitioner = session.account.practitioner_id ?? everybody, service } = route.useSearch();
  const line = { practitionerId: practitioner === everybody ? undefined : practitioner, serviceId: service };
  const queue = useQuery(
    dayQueries.queue({
      clinic_id: clinic.id,
      date: today,
      practitioner_id: line.practitionerId,
      service_id: line.serviceId,
    }),
  );
  return (
    <>
      <PageHeading title={t("queue.title")}>
        {may("callNextVisit") && (
          <>
            <RoomChooser clinicId={clinic.id} />
            <CallNext line={{ clinicId: clinic.id, ...line }} />
          </>
        )}
        {may("walkIn") && (
          <Button variant="default" leftSection={<UserPlus size={18} aria-hidden />} onClick={dialog.open}>
            {t("queue.walkIn")}
          </Button>
        )}
      </PageHeading>
      <LineFilter practitioner={practitioner} service={service} />
      <Loaded query={queue}>{({ items, date }) => <QueueBoard visits={items} date={date} />}</Loaded>
      <WalkInDialog opened={opened} close={dialog.close} />
    </>
  );
}

/** Whose line is looked at, and for what. */
function LineFilter({ practitioner, service }: { practitioner: string; service: string | undefined }) {
  const clinic = useClinic();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const services = useQuery(queries.clinicServices(clinic.id));
  const optionsOf = (items: { id: string; name: string }[] = []) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const go = (search: QueueSearch) => void navigate({ to: page.queue, search, replace: true });
  return (
    <div className="filter-bar">
      <Select
        aria-label={t("queue.filter")}
        data={[{ value: everybody, label: t("queue.everybody") }, ...optionsOf(practitioners.data)]}
        value={practitioner}
        onChange={(id) => go({ practitioner: id ?? everybody, service })}
      />
      <Select
        aria-label={t("queue.filterService")}
        data={[{ value: everybody, label: t("queue.everyService") }, ...optionsOf(services.data)]}
        value={service ?? everybody}
        onChange={(id) => go({ practitioner, service: id === null || id === everybody ? undefined : id })}
      />
    </div>
  );
}
