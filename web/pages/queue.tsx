import { Button, Select } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { PageHeading } from "../parts/page-heading.tsx";
import { Loaded } from "../parts/states.tsx";
import { QueueBoard } from "../queue/queue-board.tsx";
import { WalkInDialog } from "../queue/walk-in-dialog.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";

const everybody = "";

export function QueuePage() {
  const clinic = useClinic();
  const { session, today, may } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const [practitioner, setPractitioner] = useState(session.account.practitioner_id ?? everybody);
  const queue = useQuery(queries.queue(clinic.id, today));
  const practitioners = useQuery(queries.clinicPractitioners(clinic.id));
  const names = (practitioners.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <PageHeading title={t("queue.title")}>
        <Select
          aria-label={t("queue.filter")}
          data={[{ value: everybody, label: t("queue.everybody") }, ...names]}
          value={practitioner}
          onChange={(id) => setPractitioner(id ?? everybody)}
        />
        {may("walkIn") && (
          <Button leftSection={<UserPlus size={18} aria-hidden />} onClick={dialog.open}>
            {t("queue.walkIn")}
          </Button>
        )}
      </PageHeading>
      <Loaded query={queue}>
        {({ items }) => (
          <QueueBoard
            visits={items.filter((visit) => practitioner === everybody || visit.practitioner_id === practitioner)}
          />
        )}
      </Loaded>
      <WalkInDialog opened={opened} close={dialog.close} />
    </>
  );
}
