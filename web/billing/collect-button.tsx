import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import type { ListedPayment } from "../api/types.ts";
import { balanceOf } from "./balance.ts";
import { PaymentDialog } from "./payment-dialog.tsx";

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
      <PaymentDialog payment={payment} refund={refund} opened={opened} close={dialog.close} />
    </>
  );
}
