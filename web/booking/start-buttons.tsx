import { Button, Group, Stack, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { Start } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { hourOf, wallOf } from "../text/days.ts";

interface StartButtonsProps {
  starts: Start[];
  zone: string;
  chosen: Start | null;
  choose: (start: Start) => void;
}

const parts = [
  { name: "morning", from: 0, to: 12 },
  { name: "afternoon", from: 12, to: 17 },
  { name: "evening", from: 17, to: 24 },
] as const;

/** One day's free starts as buttons, by part of the day. */
export function StartButtons({ starts, zone, chosen, choose }: StartButtonsProps) {
  const hour = ({ starts_at }: Start) => hourOf(wallOf(starts_at, zone));
  return (
    <Stack gap="sm">
      {parts.map(({ name, from, to }) => {
        const within = starts.filter((start) => hour(start) >= from && hour(start) < to);
        return within.length > 0 && <PartOfDay key={name} name={name} starts={within} {...{ zone, chosen, choose }} />;
      })}
    </Stack>
  );
}

function PartOfDay({
  name,
  starts,
  zone,
  chosen,
  choose,
}: StartButtonsProps & { name: (typeof parts)[number]["name"] }) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const id = useId();
  // The clinic of the booking may stand in another zone than the one at which the person works.
  const { time } = formatsAt(zone);
  return (
    <div role="group" aria-labelledby={id}>
      <Text id={id} size="sm" fw={600} mb={6}>
        {t(`booking.parts.${name}`)}
      </Text>
      <Group gap="xs">
        {starts.map((start) => {
          const isChosen = start.starts_at === chosen?.starts_at;
          return (
            <Button
              key={start.starts_at}
              variant={isChosen ? "filled" : "default"}
              aria-pressed={isChosen}
              className="number start"
              onClick={() => choose(start)}
            >
              {time(start.starts_at)}
            </Button>
          );
        })}
      </Group>
    </div>
  );
}
