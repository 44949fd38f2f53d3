import { Button, Group, Select, Stack } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { bedChoice, laterBed } from "../sessions/bed-choice.ts";
import { useBoard } from "../sessions/board-context.ts";
import { type Admitted, mayTransfer, placingOf } from "../sessions/placing.ts";
import { useDesk } from "../shell/desk.tsx";
import { usePlacePatient } from "../sessions/use-place-patient.ts";

/** Another bed, or another session of the day: what dragging does, chosen from lists. */
export function PlaceForm({ held, done }: { held: Admitted; done: () => void }) {
  const { t } = useTranslation();
  const { boards, ask } = useBoard();
  const { may } = useDesk();
  const place = usePlacePatient();
  const [sending, send] = useState(false);
  const [sessionId, chooseSession] = useState(held.session.id);
  const [bedId, chooseBed] = useState(held.admission.bed_id ?? laterBed);
  const session = boards.find(({ id }) => id === sessionId) ?? held.session;
  const stays = session.id === held.session.id;
  const sessions = boards.filter(
    ({ id, status, service_id }) =>
      id === held.session.id ||
      (status === "open" &&
        service_id === held.session.service_id &&
        mayTransfer(held.admission) &&
        may("transferAdmission")),
  );
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const placing = placingOf(held, { session, bed: session.board.find(({ bed_id }) => bed_id === bedId) ?? null });
    if (placing.kind === "swap") return ask({ kind: "swap", held, placing });
    send(true);
    await place(held, placing);
    done();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="sm">
        <Select
          label={t("board.session")}
          data={sessions.map(({ id, name }) => ({ value: id, label: name }))}
          value={sessionId}
          onChange={(id) => {
            chooseSession(id ?? held.session.id);
            chooseBed(laterBed);
          }}
        />
        <Select
          label={t("board.bed")}
          data={bedChoice(session, t, stays ? "show" : "hide")}
          value={bedId}
          onChange={(id) => chooseBed(id ?? laterBed)}
          data-autofocus
        />
        <Group justify="flex-end" gap="sm" mt="sm">
          <Button variant="default" onClick={done}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" loading={sending}>
            {t("board.placeDo")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
