import { Center, Loader, Select, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { follow, type Connection } from "../api/live.ts";
import { dayQueries } from "../api/day-queries.ts";
import { queries } from "../api/queries.ts";
import "../display/display.css";
import { Wall } from "../display/wall.tsx";
import { WallTools } from "../display/wall-tools.tsx";
import { Failed } from "../parts/states.tsx";
import { page } from "../urls.ts";

const route = getRouteApi("/display");

/** What hangs in the waiting room: which number is called where, and nobody's name. */
export function DisplayPage() {
  const { clinic: chosen } = route.useSearch();
  const { t } = useTranslation();
  const clinics = useQuery(queries.clinics());
  const open = (clinics.data ?? []).filter(({ status }) => status === "active");
  const clinic = open.find(({ id }) => id === chosen) ?? (open.length === 1 ? open[0] : undefined);
  useEffect(() => {
    document.title = t("shell.pageTitle", { page: t("display.title") });
  }, [t]);
  return (
    <main className="wall">
      {clinics.isError && <Failed error={clinics.error} retry={() => void clinics.refetch()} />}
      {clinic ? <LiveWall key={clinic.id} clinicId={clinic.id} /> : clinics.data && <WhichClinic clinics={open} />}
      <WallTools />
    </main>
  );
}

/** Follows what happens, and asks by itself now and then: either one failing is said on the wall. */
function LiveWall({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation();
  const [connection, setConnection] = useState<Connection>("connecting");
  useEffect(() => follow(setConnection), []);
  const display = useQuery(dayQueries.display(clinicId));
  if (display.data) {
    const live = connection !== "reconnecting" && !display.isError;
    return <Wall display={display.data} readAt={display.dataUpdatedAt} live={live} />;
  }
  if (display.isError) return <Failed error={display.error} retry={() => void display.refetch()} />;
  return <Center h="100dvh" aria-busy="true" children={<Loader size="xl" aria-label={t("state.loading")} />} />;
}

function WhichClinic({ clinics }: { clinics: { id: string; name: string }[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Center h="100dvh">
      <Stack w={320}>
        <Title order={1}>{t("display.title")}</Title>
        <Select
          label={t("display.whichClinic")}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => id && void navigate({ to: page.display, search: { clinic: id } })}
        />
      </Stack>
    </Center>
  );
}
