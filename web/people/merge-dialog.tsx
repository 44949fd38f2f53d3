import { Alert, Button, Group, Modal, Radio, Stack, Text, Textarea } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { GitMerge } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAttempt } from "../api/attempt.ts";
import { patientClient } from "../api/patient-client.ts";
import type { NewMerge } from "../api/patient-types.ts";
import type { Patient } from "../api/types.ts";
import { queryClient } from "../api/queries.ts";
import { Refused } from "../forms/form-footer.tsx";
import { tellDone } from "../parts/notify.tsx";
import { page } from "../urls.ts";
import { CompareTable } from "./compare-table.tsx";
import { type Choice, keepOf, keptFirst } from "./merge-choice.ts";
import { useUndoMerge } from "./use-undo-merge.ts";

interface MergeDialogProps {
  one: Patient;
  other: Patient;
  opened: boolean;
  close: () => void;
}

/** Two records side by side: which of them is kept, what it says afterwards, and that everything of the other one moves there. */
export function MergeDialog({ one, other, opened, close }: MergeDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={t("merging.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Comparison key={`${one.id} ${other.id}`} one={one} other={other} close={close} />
    </Modal>
  );
}

function Comparison({ one, other, close }: Omit<MergeDialogProps, "opened">) {
  const { t } = useTranslation();
  const [keptId, setKept] = useState(keptFirst(one, other)[0].id);
  const [choice, setChoice] = useState<Choice>({});
  const [reason, setReason] = useState("");
  const [kept, merged] = keptId === one.id ? [one, other] : [other, one];
  const { send, sending, failure } = useMerge(kept, merged, close);
  const keep = (id: string) => {
    setKept(id);
    setChoice({});
  };
  return (
    <Stack gap="md">
      <Radio.Group label={t("merging.whichKept")} value={keptId} onChange={keep}>
        <Group gap="lg" mt="xs">
          {[one, other].map(({ id, name }) => (
            <Radio key={id} value={id} label={<bdi>{name}</bdi>} />
          ))}
        </Group>
      </Radio.Group>
      <CompareTable kept={kept} merged={merged} choice={choice} choose={setChoice} />
      <Alert color="gray" icon={<GitMerge size={20} aria-hidden />}>
        <Text size="sm">{t("merging.whatMoves", { kept: kept.name, merged: merged.name })}</Text>
      </Alert>
      <Textarea
        label={t("merging.reason")}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Refused failure={failure} />
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close}>
          {t("action.cancel")}
        </Button>
        <Button
          loading={sending}
          onClick={() =>
            void send({
              into_id: kept.id,
              keep: keepOf(kept, merged, choice),
              ...(reason.trim() && { reason: reason.trim() }),
            })
          }
        >
          {t("merging.merge")}
        </Button>
      </Group>
    </Stack>
  );
}

/** Merges once; shows the kept record then, with the way back. */
function useMerge(kept: Patient, merged: Patient, close: () => void) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const undo = useUndoMerge();
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const attempt = useAttempt((body: NewMerge, key) => patientClient.merge(merged.id, body, merged.version, key));
  const send = async (body: NewMerge) => {
    setSending(true);
    setFailure(null);
    try {
      const { merge } = await attempt(body);
      close();
      tellDone(t("merging.done", { name: kept.name }), { label: t("action.takeBack"), act: () => void undo(merge) });
      await navigate({ to: page.patient, params: { patientId: kept.id } });
      await queryClient.invalidateQueries();
    } catch (error) {
      setFailure(error);
    } finally {
      setSending(false);
    }
  };
  return { send, sending, failure };
}
