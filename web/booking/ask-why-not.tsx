import { Button, Collapse, Group, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CircleHelp } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Clinic, Start, Waiver, WishQuery } from "../api/types.ts";
import { instantOf } from "../text/days.ts";
import { WhyNot } from "./why-not.tsx";

interface AskWhyNotProps {
  clinic: Clinic;
  wish: Omit<WishQuery, "clinic_id">;
  date: string;
  take: (start: Start, waive?: Waiver[]) => void;
}

/** Asks about any time of the date: "why not 10:20?" */
export function AskWhyNot({ clinic, wish, date, take }: AskWhyNotProps) {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const [time, setTime] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setAsked(time || null);
  };
  const startsAt = asked && instantOf(`${date}T${asked}`, clinic.timezone);
  return (
    <div>
      <Button
        variant="subtle"
        leftSection={<CircleHelp size={18} aria-hidden />}
        aria-expanded={opened}
        onClick={toggle}
      >
        {t("whyNot.ask")}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="sm" pt="xs">
          <form onSubmit={ask}>
            <Group gap="xs" align="end">
              <TextInput
                type="time"
                label={t("whyNot.askTime")}
                value={time}
                onChange={(event) => setTime(event.currentTarget.value)}
              />
              <Button type="submit" variant="default" disabled={!time}>
                {t("whyNot.askButton")}
              </Button>
            </Group>
          </form>
          {asked && startsAt === null && t("whyNot.skipped")}
          {startsAt && <WhyNot clinic={clinic} wish={wish} startsAt={startsAt} take={take} />}
        </Stack>
      </Collapse>
    </div>
  );
}
