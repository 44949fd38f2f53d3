import { Button, Group, Modal } from "@mantine/core";
import { FileText } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { moneyClient } from "../api/money-client.ts";
import type { PaymentEntry } from "../api/money-types.ts";
import { areas, refresh } from "../api/queries.ts";
import type { ListedPayment } from "../api/types.ts";
import { CollectForm } from "../forms/collect-form.tsx";
import { ReasonForm } from "../forms/reason-form.tsx";
import { WaiveForm } from "../forms/waive-form.tsx";
import { tellDone } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { balanceOf } from "./balance.ts";
import { Entries } from "./entries.tsx";
import { WholeVisit, WholeVisitButtons } from "./whole-visit.tsx";

interface PaymentDialogProps {
  payment: ListedPayment;
  opened: boolean;
  close: () => void;
  /** What is to be given back; all that is paid, unless told otherwise. */
  refund?: number | undefined;
}

type Task = "money" | "waive" | "bill" | PaymentEntry;

/** Everything that is done with one payment: money in and out, letting go, taking back, and its receipt. */
export function PaymentDialog({ payment, opened, close, refund }: PaymentDialogProps) {
  const { t } = useTranslation();
  const [task, setTask] = useState<Task>("money");
  const back = () => setTask("money");
  const leave = () => {
    back();
    close();
  };
  const titles = { waive: t("money.waiveTitle"), bill: t("money.billTitle"), money: moneyTitle(payment, t) };
  return (
    <Modal
      opened={opened}
      onClose={leave}
      title={typeof task === "string" ? titles[task] : t("money.voidTitle")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {task === "bill" && payment.visit_ticket_id !== null && (
        <WholeVisit ticketId={payment.visit_ticket_id} done={leave} cancel={back} />
      )}
      {task === "waive" && <WaiveForm payment={payment} done={leave} cancel={back} />}
      {typeof task === "object" && <TakeBack payment={payment} entry={task} done={leave} cancel={back} />}
      {task === "money" && (
        <>
          {/* What was typed was meant for what was owed: when that changes, whoever changed it, the form begins anew. */}
          <CollectForm key={balanceOf(payment)} payment={payment} refund={refund} done={leave} />
          <Papers payment={payment} waive={() => setTask("waive")} payBill={() => setTask("bill")} />
          <Entries paymentId={payment.id} takeBack={setTask} />
        </>
      )}
    </Modal>
  );
}

const moneyTitle = (payment: ListedPayment, t: (key: string) => string) =>
  balanceOf(payment) > 0 ? t("payments.collectTitle") : t("payments.refundTitle");

interface PapersProps {
  payment: ListedPayment;
  waive: () => void;
  payBill: () => void;
}

function Papers({ payment, waive, payBill }: PapersProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  return (
    <Group gap="sm" mt="md">
      {payment.visit_ticket_id !== null && <WholeVisitButtons ticketId={payment.visit_ticket_id} open={payBill} />}
      {balanceOf(payment) > 0 && payment.visit_id !== null && may("waivePayment") && (
        <Button variant="default" onClick={waive}>
          {t("money.waive")}
        </Button>
      )}
      {payment.amount_paid_minor > 0 && (
        <Button
          variant="default"
          component="a"
          href={moneyClient.receiptOf(payment.id)}
          target="_blank"
          leftSection={<FileText size={16} aria-hidden />}
        >
          {t("money.receipt")}
        </Button>
      )}
    </Group>
  );
}

interface TakeBackProps {
  payment: ListedPayment;
  entry: PaymentEntry;
  done: () => void;
  cancel: () => void;
}

function TakeBack({ payment, entry, done, cancel }: TakeBackProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const amount = formats.money(entry.amount_minor, payment.currency);
  return (
    <ReasonForm
      about={t(`money.voidAbout.${entry.kind}`, { amount })}
      submitLabel={t("money.void")}
      send={(reason) => moneyClient.voidEntry(payment.id, entry.id, reason)}
      done={() => {
        void refresh(areas.payments, areas.dashboard, areas.queue);
        tellDone(t("money.voidedNow", { amount }));
        done();
      }}
      cancel={cancel}
    />
  );
}
