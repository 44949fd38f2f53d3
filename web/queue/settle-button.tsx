import { Button, Group, Modal, Text, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { HandCoins } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import { WholeVisit, WholeVisitButtons } from "../billing/whole-visit.tsx";
import { disabledBy } from "../parts/disabled-by.ts";
import { SettleForm } from "../forms/settle-form.tsx";
import { useDesk } from "../shell/desk.tsx";
import { whyNot } from "./why-not.ts";

/** The end of a visit at the desk: takes what is owed and closes it. */
export function SettleButton({ visit }: { visit: QueuedVisit }) {
  const { may, formats } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const [whole, wholeVisit] = useDisclosure(false);
  const leave = () => {
    wholeVisit.close();
    dialog.close();
  };
  const reason = whyNot("settle", visit, may, t);
  const owed = visit.balance_minor > 0;
  return (
    <>
      <Text size="sm" fw={600} mt="xs" className="number">
        {owed ? formats.money(visit.balance_minor, visit.currency) : t("payments.nothingOwed")}
      </Text>
      <Tooltip label={reason} disabled={!reason} multiline maw={260}>
        <Button
          mt="xs"
          fullWidth
          leftSection={<HandCoins size={16} aria-hidden />}
          {...disabledBy(reason)}
          onClick={() => !reason && dialog.open()}
        >
          {owed ? t("action.collect") : t("move.settle")}
        </Button>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={leave}
        title={whole ? t("money.billTitle") : t("payments.settleTitle")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {whole ? (
          <WholeVisit ticketId={visit.visit_ticket_id} done={leave} cancel={wholeVisit.close} />
        ) : (
          <>
            <SettleForm visit={visit} done={leave} />
            <Group gap="sm" mt="md">
              <WholeVisitButtons ticketId={visit.visit_ticket_id} open={wholeVisit.open} />
            </Group>
          </>
        )}
      </Modal>
    </>
  );
}
