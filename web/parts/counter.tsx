import { Card, Group, Text, ThemeIcon } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import type { Tone } from "./status-badge.tsx";

interface CounterProps {
  label: string;
  value: string;
  /** A second line, such as the money behind a number. */
  note?: string;
  icon: LucideIcon;
  tone: Tone;
}

/** One number of the day, named so that it can be found and read aloud: "Waiting, 3". */
export function Counter({ label, value, note, icon: Icon, tone }: CounterProps) {
  const id = useId();
  return (
    <Card role="group" aria-labelledby={id} padding="sm" h="100%">
      <Group gap="xs" wrap="nowrap" mb={4}>
        <ThemeIcon className={`is-${tone}`} bg="var(--fill)" c="var(--ink)" size={28}>
          <Icon size={16} aria-hidden />
        </ThemeIcon>
        <Text id={id} size="sm" c="var(--quiet-text)" fw={500}>
          {label}
        </Text>
      </Group>
      <Text fz="1.75rem" fw={700} lh={1.2} className="number" aria-live="polite">
        {value}
      </Text>
      {note && (
        <Text size="sm" c="var(--quiet-text)" className="number">
          {note}
        </Text>
      )}
    </Card>
  );
}
