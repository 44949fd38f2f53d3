import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { CalendarCog } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import { GenerateSessionsForm } from "../forms/generate-sessions-form.tsx";
import { SessionRuleForm } from "../forms/session-rule-form.tsx";
import { PageHeading } from "../parts/page-heading.tsx";
import { RecordTable } from "../parts/record-table.tsx";
import { Loaded } from "../parts/states.tsx";
import { SessionTabs } from "../sessions/session-tabs.tsx";
import { useWeeklyColumns } from "../sessions/weekly-columns.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";

/** The clinic's weekly sessions by weekday, from which the dated ones are generated. */
export function WeeklySessionsPage() {
  const clinic = useClinic();
  const { formats, may } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const rules = useQuery(queries.sessionRules(clinic.id));
  const columns = useWeeklyColumns();
  return (
    <>
      <PageHeading title={t("board.tabs.weekly")}>
        {may("generateSessions") && (
          <Button variant="default" leftSection={<CalendarCog size={18} aria-hidden />} onClick={dialog.open}>
            {t("weekly.generate")}
          </Button>
        )}
      </PageHeading>
      <SessionTabs />
      <Loaded query={rules}>
        {(items) => (
          <RecordTable
            items={items}
            newLabel={t("weekly.new")}
            emptyLabel={t("weekly.none")}
            readOnly={!may("createSessionRule")}
            columns={columns}
            groupOf={({ weekday }) => formats.weekday(weekday)}
            form={(rule, close) => <SessionRuleForm rule={rule} done={close} />}
          />
        )}
      </Loaded>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t("weekly.generate")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <GenerateSessionsForm done={dialog.close} />
      </Modal>
    </>
  );
}
