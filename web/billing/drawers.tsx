import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moneyClient } from "../api/money-client.ts";
import type { CashDrawer, DayClose } from "../api/money-types.ts";
import { areas, refresh } from "../api/queries.ts";
import { CountDrawerForm } from "../forms/count-drawer-form.tsx";
import { OpenDrawerForm } from "../forms/open-drawer-form.tsx";
import { ReasonForm } from "../forms/reason-form.tsx";
import { Section } from "../parts/section.tsx";
import { Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { DrawerRow } from "./drawer-row.tsx";

type Task = "open" | { count: CashDrawer } | { reopen: CashDrawer };

/** The cash of each account: begun with a float, counted at the end. */
export function Drawers({ day, isToday }: { day: DayClose; isToday: boolean }) {
  const { session, may } = useDesk();
  const { t } = useTranslation();
  const [task, setTask] = useState<Task | null>(null);
  const mine = day.drawers.some(({ account_id }) => account_id === session.account.id);
  const opens = isToday && day.status === "open" && !mine && may("openCashDrawer");
  return (
    <Section
      title={t("dayClose.drawers")}
      action={opens && <Button onClick={() => setTask("open")}>{t("dayClose.openMine")}</Button>}
    >
      {day.drawers.length === 0 ? (
        <Nothing title={t("dayClose.noDrawers")} />
      ) : (
        <Stack component="ul" gap="sm" className="plain-list">
          {day.drawers.map((drawer) => (
            <DrawerRow key={drawer.id} drawer={drawer}>
              <Verb drawer={drawer} dayIsOpen={day.status === "open"} choose={setTask} />
            </DrawerRow>
          ))}
        </Stack>
      )}
      <TaskDialog day={day} task={task} close={() => setTask(null)} />
    </Section>
  );
}

interface VerbProps {
  drawer: CashDrawer;
  dayIsOpen: boolean;
  choose: (task: Task) => void;
}

function Verb({ drawer, dayIsOpen, choose }: VerbProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  if (!dayIsOpen) return null;
  if (drawer.status === "open")
    return may("closeCashDrawer") && <Button onClick={() => choose({ count: drawer })}>{t("dayClose.countIt")}</Button>;
  return (
    may("reopenCashDrawer") && (
      <Button variant="default" onClick={() => choose({ reopen: drawer })}>
        {t("dayClose.reopen")}
      </Button>
    )
  );
}

function TaskDialog({ day, task, close }: { day: DayClose; task: Task | null; close: () => void }) {
  const { t } = useTranslation();
  const done = () => {
    void refresh(areas.payments);
    close();
  };
  return (
    <Modal
      opened={task !== null}
      onClose={close}
      title={<Title task={task} />}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {task === "open" && <OpenDrawerForm clinicId={day.clinic_id} done={done} cancel={close} />}
      {task !== null && typeof task === "object" && "count" in task && (
        <CountDrawerForm drawer={task.count} done={done} cancel={close} />
      )}
      {task !== null && typeof task === "object" && "reopen" in task && (
        <ReasonForm
          about={t("dayClose.reopenDrawerAbout", { name: task.reopen.account_name })}
          submitLabel={t("dayClose.reopen")}
          send={(reason) => moneyClient.reopenDrawer(task.reopen.id, reason)}
          done={done}
          cancel={close}
        />
      )}
    </Modal>
  );
}

function Title({ task }: { task: Task | null }) {
  const { t } = useTranslation();
  if (task === null) return null;
  if (task === "open") return <Text fw={600}>{t("dayClose.openMine")}</Text>;
  const counts = "count" in task;
  const drawer = counts ? task.count : task.reopen;
  return (
    <Group gap="xs">
      <Text fw={600}>{t(counts ? "dayClose.countTitle" : "dayClose.reopenTitle")}</Text>
      <bdi>{drawer.account_name}</bdi>
    </Group>
  );
}
