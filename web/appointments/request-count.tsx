import { Badge } from "@mantine/core";
import { useDesk } from "../shell/desk.tsx";
import { useRequests } from "./use-requests.ts";

/** How many requests wait; nothing while none do. */
export function RequestCount() {
  const { formats } = useDesk();
  const requests = useRequests();
  const count = requests.data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Badge bg="var(--fill)" c="var(--ink)" className="status-badge is-held">
      {formats.number(count)}
    </Badge>
  );
}
