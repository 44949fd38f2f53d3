import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FileText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { moneyClient } from "../api/money-client.ts";
import { moneyQueries } from "../api/money-queries.ts";
import { BillForm } from "../forms/bill-form.tsx";
import { Loaded, Loading } from "../parts/states.tsx";

interface WholeVisitProps {
  ticketId: string;
  done: () => void;
  cancel: () => void;
}

/** The bill of all visits of a patient's day, to be paid at once. */
export function WholeVisit({ ticketId, done, cancel }: WholeVisitProps) {
  const bill = useQuery(moneyQueries.bill(ticketId));
  return (
    <Loaded query={bill} loading={<Loading rows={3} />}>
      {(found) => (
        <>
          <BillForm bill={found} done={done} cancel={cancel} />
          <Group mt="md">
            <BillPaper ticketId={ticketId} />
          </Group>
        </>
      )}
    </Loaded>
  );
}

/** Leads to the whole bill from one payment of it, where more than that one is owed; and to its paper once something was paid. */
export function WholeVisitButtons({ ticketId, open }: { ticketId: string; open: () => void }) {
  const { t } = useTranslation();
  const { data: bill } = useQuery(moneyQueries.bill(ticketId));
  if (!bill || bill.payments.length < 2) return null;
  const owed = bill.payments.filter(({ balance_minor }) => balance_minor > 0);
  return (
    <>
      {owed.length > 1 && (
        <Button variant="light" onClick={open}>
          {t("money.wholeVisit")}
        </Button>
      )}
      {bill.payments.some(({ amount_paid_minor }) => amount_paid_minor > 0) && <BillPaper ticketId={ticketId} />}
    </>
  );
}

function BillPaper({ ticketId }: { ticketId: string }) {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      component="a"
      href={moneyClient.billOf(ticketId)}
      target="_blank"
      leftSection={<FileText size={16} aria-hidden />}
    >
      {t("money.bill")}
    </Button>
  );
}
