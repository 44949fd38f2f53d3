import { Alert, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Clinic, Start, Waiver } from "../api/types.ts";
import { Failed, Loading } from "../parts/states.tsx";
import { addDays, compareInstants, dateIn, instantOf, isBefore, todayIn, wallOf, weekFrom } from "../text/days.ts";
import { AskWhyNot } from "./ask-why-not.tsx";
import { DayStrip } from "./day-strip.tsx";
import { StartButtons } from "./start-buttons.tsx";
import { WhyNot } from "./why-not.tsx";

interface TimeChooserProps {
  clinic: Clinic;
  serviceId: string;
  practitionerId: string | undefined;
  patientId?: string | undefined;
  chosen: Start | null;
  choose: (start: Start, waive?: Waiver[]) => void;
  /** The chosen start is kept for the patient: that it is free no more is no news. */
  kept?: boolean;
  /** Date with which the strip begins; today when it is past or not given. */
  firstDate?: string | undefined;
  /** A wall time (`2026-11-21T09:30`) that is chosen by itself when it is free. */
  wished?: string | undefined;
}

/** A week of free starts: the days with how many they have, and the chosen day's times. */
export function TimeChooser({
  clinic,
  serviceId,
  practitionerId,
  chosen,
  choose,
  kept = false,
  ...given
}: TimeChooserProps) {
  const zone = clinic.timezone;
  const today = todayIn(zone);
  const { t } = useTranslation();
  const from = chosen ? dateIn(chosen.starts_at, zone) : (given.firstDate ?? today);
  const [first, setFirst] = useState(isBefore(from, today) ? today : from);
  const [picked, pick] = useState<string | null>(chosen || given.firstDate ? first : null);
  // A start that was taken from an explanation may lie between the slots, where no list has it.
  const [explained, setExplained] = useState<string | null>(null);
  const wish = { service_id: serviceId, practitioner_id: practitionerId, patient_id: given.patientId };
  const week = useQuery(queries.availability({ clinic_id: clinic.id, ...wish, from: first, to: addDays(first, 7) }));
  const byDate = groupByDate(useWithOwn(week.data ?? unknown, kept ? chosen : null), zone);
  const date = picked ?? byDate.keys().next().value ?? first;
  const starts = byDate.get(date) ?? [];
  const wishedStart = given.wished && starts.find(({ starts_at }) => wallOf(starts_at, zone) === given.wished);
  useEffect(() => {
    if (wishedStart && !chosen) choose(wishedStart);
  }, [wishedStart, chosen, choose]);

  const move = (to: string) => {
    setFirst(isBefore(to, today) ? today : to);
    pick(null);
  };
  const lost =
    chosen &&
    !kept &&
    week.data &&
    dateIn(chosen.starts_at, zone) === date &&
    !starts.some(sameAs(chosen)) &&
    chosen.starts_at !== explained;
  const wishedAt = given.wished && instantOf(given.wished, zone);
  const take = (start: Start, waive?: Waiver[]) => {
    setExplained(start.starts_at);
    const on = dateIn(start.starts_at, zone);
    if (!weekFrom(first).includes(on)) setFirst(on);
    pick(on);
    choose(start, waive);
  };
  const wishMissed = given.wished?.startsWith(date) && week.data && !wishedStart && !chosen;
  return (
    <Stack gap="sm">
      <DayStrip
        first={first}
        today={today}
        date={date}
        pick={pick}
        move={move}
        countOn={(day) => byDate.get(day)?.length}
      />
      {week.isError && <Failed error={week.error} retry={() => void week.refetch()} />}
      {week.isPending && <Loading rows={3} height={40} />}
      {lost && <Alert color="orange">{t("booking.justTaken")}</Alert>}
      {wishMissed && <Alert color="orange">{t("booking.wishedNotFree")}</Alert>}
      {wishMissed && wishedAt && <WhyNot clinic={clinic} wish={wish} startsAt={wishedAt} take={take} />}
      {week.data && starts.length > 0 && <StartButtons starts={starts} zone={zone} chosen={chosen} choose={choose} />}
      {week.data && starts.length === 0 && (
        <Text py="md">{byDate.size === 0 ? t("booking.noStartsWeek") : t("booking.noStartsDay")}</Text>
      )}
      <AskWhyNot key={date} clinic={clinic} wish={wish} date={date} take={take} />
    </Stack>
  );
}

const unknown: Start[] = [];

/**
 * The free starts and the one that is kept, as they were before it was: it blocks itself, and those that overlap it, for others only.
 */
function useWithOwn(free: Start[], own: Start | null): Start[] {
  const [before, setBefore] = useState(free);
  if (!own && before !== free) setBefore(free);
  if (!own) return free;
  const [from, to] = [Date.parse(own.starts_at), Date.parse(own.ends_at)];
  const near = ({ starts_at }: Start) => Math.abs(Date.parse(starts_at) - from) < to - from;
  const gone = [own, ...before.filter(near)].filter((start) => !free.some(sameAs(start)));
  return [...free, ...gone].toSorted((one, other) => compareInstants(one.starts_at, other.starts_at));
}

const sameAs = (one: Start) => (other: Start) => one.starts_at === other.starts_at;

/** Starts by their date at the clinic. Where several practitioners are free at one time, one of them stands for all. */
function groupByDate(starts: Start[], zone: string): Map<string, Start[]> {
  const days = new Map<string, Start[]>();
  const seen = new Set<string>();
  for (const start of starts) {
    if (seen.has(start.starts_at)) continue;
    seen.add(start.starts_at);
    const date = dateIn(start.starts_at, zone);
    days.set(date, [...(days.get(date) ?? []), start]);
  }
  return days;
}
