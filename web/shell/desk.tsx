import { useSuspenseQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocalStorage } from "@mantine/hooks";
import { mayDo, type Operation } from "../../src/core/roles.ts";
import { queries } from "../api/queries.ts";
import type { Clinic, Session } from "../api/types.ts";
import { makeFormats, type Formats } from "../text/formats.ts";
import { languageNow } from "../text/language.ts";
import { todayIn } from "../text/days.ts";

export interface Desk {
  session: Session;
  /** Clinics that are open for work. */
  clinics: Clinic[];
  clinic: Clinic | null;
  chooseClinic: (id: string) => void;
  formats: Formats;
  /** The same for a clinic in another zone. */
  formatsAt: (zone: string) => Formats;
  /** Date at the chosen clinic. */
  today: string;
  may: (operation: Operation) => boolean;
}

const DeskContext = createContext<Desk | null>(null);

/** Who works, where, and how things are written there. The clinic is remembered on this device. */
export function DeskProvider({ children }: { children: ReactNode }) {
  const { data: session } = useSuspenseQuery(queries.session());
  const { data: everyClinic } = useSuspenseQuery(queries.clinics());
  const [chosen, chooseClinic] = useLocalStorage({
    key: "tessera.clinic",
    defaultValue: "",
    getInitialValueInEffect: false,
  });
  // Speaks on a change of the language, which every format follows.
  useTranslation();
  const language = languageNow();
  const desk = useMemo(() => {
    const clinics = everyClinic.filter((clinic) => clinic.status === "active");
    const clinic = clinics.find(({ id }) => id === chosen) ?? clinics[0] ?? null;
    const zone = clinic?.timezone ?? "UTC";
    const formatsAt = (at: string) => makeFormats(language, session.organization.country, at);
    const formats = formatsAt(zone);
    const may = (operation: Operation) => mayDo(session.account.role, operation);
    return { session, clinics, clinic, chooseClinic, formats, formatsAt, today: todayIn(zone), may };
  }, [session, everyClinic, chosen, chooseClinic, language]);
  return <DeskContext value={desk}>{children}</DeskContext>;
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("useDesk is called outside the shell");
  return desk;
}

/** The clinic that the person works at. Only for pages that the shell shows when there is one. */
export function useClinic(): Clinic {
  const { clinic } = useDesk();
  if (!clinic) throw new Error("useClinic is called while no clinic exists");
  return clinic;
}
