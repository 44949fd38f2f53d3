import type { ReactNode } from "react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Appointment, Party } from "../api/types.ts";
import { Nothing } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";
import { AppointmentTable } from "./appointment-table.tsx";
import { BulkBar, type BulkVerb } from "./bulk-bar.tsx";
import { GiveUpDialog } from "./give-up-dialog.tsx";
import { NotMoved } from "./not-moved.tsx";
import { useBulk } from "./use-bulk.ts";
import { whyNotMove } from "./why-not-move.ts";

interface AppointmentListProps {
  label: string;
  appointments: readonly Appointment[];
  /** What can be done with many at once. */
  verbs: readonly BulkVerb[];
  labelOf: (verb: BulkVerb) => string;
  /** Whose wish a cancellation is, where that goes without saying. */
  usual?: Party;
  dated?: boolean;
  empty: string;
  actions?: (appointment: Appointment, act: (verb: BulkVerb) => void, moving: boolean) => ReactNode;
}

/** A table of appointments, of which many can be moved at once; what was refused is told by name. */
export function AppointmentList({ label, appointments, verbs, labelOf, usual, empty, ...given }: AppointmentListProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  const [givingUp, giveUp] = useState<readonly Appointment[]>([]);
  const bulk = useBulk();
  const allowed = may("moveAppointments");
  const mayTick = (one: Appointment) => allowed && verbs.some((verb) => whyNotMove(verb, one, may, t) === null);
  const chosen = appointments.filter((one) => ticked.has(one.id) && mayTick(one));
  const act = (verb: BulkVerb, those: readonly Appointment[]) => {
    if (verb === "cancel") return giveUp(those);
    return void bulk.move({ move: verb }, those);
  };
  return (
    <>
      {allowed && appointments.length > 0 && (
        <BulkBar
          chosen={chosen}
          verbs={verbs}
          labelOf={labelOf}
          act={(verb) => act(verb, chosen)}
          moving={bulk.moving}
        />
      )}
      <NotMoved bulk={bulk} />
      {appointments.length === 0 ? (
        <Nothing title={empty} />
      ) : (
        <AppointmentTable
          label={label}
          appointments={appointments}
          mayTick={mayTick}
          chosen={ticked}
          choose={tick}
          dated={given.dated ?? false}
          actions={(one) => given.actions?.(one, (verb) => act(verb, [one]), bulk.moving)}
        />
      )}
      <GiveUpDialog
        appointments={givingUp}
        title={labelOf("cancel")}
        {...(usual && { usual })}
        send={(body) => bulk.move({ move: "cancel", ...body }, givingUp)}
        close={() => giveUp([])}
      />
    </>
  );
}
