import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { dayQueries } from "../api/day-queries.ts";
import type { SessionBoard } from "../api/types.ts";
import { useCarry } from "../parts/use-carry.ts";
import { useClinic } from "../shell/desk.tsx";
import { type Ask, BoardContext } from "./board-context.ts";
import { BoardDialog } from "./board-dialog.tsx";
import { CarriedPatient } from "./carried-patient.tsx";
import { placeUnder } from "./place-under.ts";
import { type Admitted, type BedPlace, placingOf } from "./placing.ts";
import { renewed } from "./renewed.ts";
import { SessionPanel } from "./session-panel.tsx";
import { usePlacePatient } from "./use-place-patient.ts";

interface DayBoardProps {
  boards: readonly SessionBoard[];
  date: string;
  open: (appointmentId: string) => void;
}

/** The sessions of a day below each other. Patients are carried from bed to bed and from session to session. */
export function DayBoard({ boards, date, open }: DayBoardProps) {
  const clinic = useClinic();
  const [asked, ask] = useState<Ask | null>(null);
  const place = usePlacePatient();
  const drop = (held: Admitted, on: BedPlace) => {
    const placing = placingOf(held, on);
    if (placing.kind === "swap") ask({ kind: "swap", held, placing });
    else void place(held, placing);
  };
  const drag = useCarry((x, y) => placeUnder(boards, x, y), drop);
  const queue = useQuery(dayQueries.queue({ clinic_id: clinic.id, date }));
  const visits = useMemo(() => new Map(queue.data?.items.map((visit) => [visit.id, visit])), [queue.data]);
  const board = useMemo(() => ({ boards, visits, drag, ask, open }), [boards, visits, drag, open]);
  return (
    <BoardContext value={board}>
      <Stack gap="md">
        {boards.map((session) => (
          <SessionPanel key={session.id} session={session} />
        ))}
      </Stack>
      {drag.carried && <CarriedPatient carried={drag.carried} />}
      <BoardDialog asked={asked && renewed(asked, boards)} close={() => ask(null)} />
    </BoardContext>
  );
}
