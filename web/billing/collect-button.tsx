import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { ListedPayment } from "../api/types.ts";
import { CollectForm } from "../forms/collect-form.tsx";
import { balanceOf } from "./balance.ts";
import { Entries } from "./entries.tsx";

interface CollectButtonProps {
  payment: ListedPayment;
  quiet?: boolean;
  /** What is to be given back; all that is paid, unless told otherwise. */
  refund?: number;
}

/** Opens the dialog that takes money for a payment, or gives it back when all is paid. */
export function CollectButton({ payment, quiet = false, refund }: CollectButtonProps) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  const owed = balanceOf(payment) > 0;
  return (
    <>
      <Button onClick={dialog.open} variant={owed ? (quiet ? "light" : "filled") : "default"}>
        {owed ? t("action.collect") : t("action.refund")}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={owed ? t("payments.collectTitle") : t("payments.refundTitle")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <CollectForm payment={payment} refund={refund} done={dialog.close} />
        {payment.amount_paid_minor > 0 && <Entries paymentId={payment.id} />}
      </Modal>
    </>
  );
}
