import { Button, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { FileSignature } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { allows, contractMoves } from "../../src/core/moves.ts";
import { contractCancel } from "../../src/demand/contract-schemas.ts";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { Contract, SignedContract } from "../api/types.ts";
import { FormFooter } from "../forms/form-footer.tsx";
import { useVerbForm } from "../forms/verb-form.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

interface SignButtonProps {
  contract: Contract;
  signed: (result: SignedContract) => void;
}

/** Signs the draft: its requests and tickets are made, and what can be booked is. */
export function SignButton({ contract, signed }: SignButtonProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const confirm = useAttempt((read: { version: number }, key) => client.confirmContract(contract.id, read, key));
  if (!may("confirmContract") || !allows(contractMoves.confirm, contract.status)) return null;
  const sign = async () => {
    setSending(true);
    try {
      signed(await confirm({ version: contract.version }));
    } catch (error) {
      tellRefused(t("contracts.notSigned"), [messageOf(error, t)]);
    } finally {
      setSending(false);
      void refresh(...day, areas.payments);
    }
  };
  return (
    <Button leftSection={<FileSignature size={18} aria-hidden />} loading={sending} onClick={() => void sign()}>
      {t("contracts.sign")}
    </Button>
  );
}

/** Cancels a contract: what was not delivered is not owed any more, and what was paid for it is to be given back. */
export function CancelContractButton({ contract }: { contract: Contract }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure(false);
  if (!may("cancelContract") || !allows(contractMoves.cancel, contract.status)) return null;
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t("contracts.cancel")}
      </Button>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={t("contracts.cancelTitle")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <CancelContractForm contract={contract} done={dialog.close} />
      </Modal>
    </>
  );
}

function CancelContractForm({ contract, done }: { contract: Contract; done: () => void }) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const { form, submit, sending, failure } = useVerbForm({
    initialValues: { reason: "" },
    schema: contractCancel,
    bodyOf: ({ reason }) => ({ reason: reason.trim() || undefined }),
    send: (body) => client.cancelContract(contract.id, body, contract.version),
    done: ({ refund_due_minor: refund, currency }) => {
      void refresh(...day, areas.payments);
      const amount = refund ? formats.money(refund, currency) : null;
      tellDone(amount ? t("contracts.refundDue", { amount }) : t("contracts.cancelledNow"));
      done();
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {contract.status === "confirmed" && <Text size="sm">{t("contracts.cancelHint")}</Text>}
        <Textarea label={t("contracts.cancelReason")} required data-autofocus {...form.getInputProps("reason")} />
      </Stack>
      <FormFooter failure={failure} sending={sending} submitLabel={t("contracts.cancel")} onCancel={done} color="red" />
    </form>
  );
}
