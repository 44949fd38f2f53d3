import { Group, Stack, Text } from "@mantine/core";
import type { TimeOffRequest } from "../api/types.ts";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useWhen } from "./when-words.ts";

/** Who wants to be away, when and why. */
export function TimeOffFacts({ request }: { request: TimeOffRequest }) {
  const when = useWhen();
  return (
    <Stack gap={2}>
      <Group gap="xs">
        <Text fw={650}>
          <bdi>{request.resource_name}</bdi>
        </Text>
        <StatusBadge of="timeOff" status={request.status} />
      </Group>
      <Text size="sm">{when(request)}</Text>
      {request.reason && (
        <Text size="sm" c="var(--quiet-text)">
          <bdi>{request.reason}</bdi>
        </Text>
      )}
    </Stack>
  );
}
