import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import type { TimeOffApproval, TimeOffRequest } from "../api/types.ts";
import { textOrNull } from "../forms/verb-form.ts";
import { tellDone } from "../parts/notify.tsx";
import { DecisionNotes } from "./decision-notes.tsx";
import { ImpactPanel } from "./impact-panel.tsx";
import { Weighed } from "./impact-step.tsx";
import { refreshHours } from "./rule-steps.ts";
import { TimeOffFacts } from "./time-off-facts.tsx";

interface ApproveTimeOffProps {
  request: TimeOffRequest;
  done: () => void;
}

/** Shows whom the time off would strand before it is approved, and after it who is still to be called. */
export function ApproveTimeOff({ request, done }: ApproveTimeOffProps) {
  const { t } = useTranslation();
  const [notes, setNotes] = useState("");
  const [approval, setApproval] = useState<TimeOffApproval | null>(null);
  const approve = async () => {
    const approved = await client.approveTimeOffRequest(request.id, { notes: textOrNull(notes) }, request.version);
    void refreshHours();
    tellDone(t("timeOff.approvedNow", { name: request.resource_name }));
    if (approved.stranded.length > 0) setApproval(approved);
    else done();
  };
  if (approval) return <Approved approval={approval} done={done} />;
  return (
    <Weighed
      verb="approve"
      weigh={() => client.preview.approveTimeOffRequest(request.id, request.version)}
      save={approve}
      back={done}
    >
      <TimeOffFacts request={request} />
      <DecisionNotes value={notes} onChange={(event) => setNotes(event.currentTarget.value)} />
    </Weighed>
  );
}

function Approved({ approval, done }: { approval: TimeOffApproval; done: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <TimeOffFacts request={approval.time_off_request} />
      <ImpactPanel impact={approval} done />
      <Group justify="flex-end">
        <Button onClick={done}>{t("action.close")}</Button>
      </Group>
    </Stack>
  );
}
