import { Badge, Tooltip } from "@mantine/core";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { follow, type Connection } from "../api/live.ts";

const colors: Record<Connection, string> = { connecting: "gray", live: "green", reconnecting: "orange" };

/** Says whether the page moves by itself just now, and keeps it moving. */
export function ConnectionIndicator() {
  const { t } = useTranslation();
  const [connection, setConnection] = useState<Connection>("connecting");
  useEffect(() => follow(setConnection), []);
  return (
    <Tooltip label={t(`connection.${connection}Hint`)}>
      <Badge variant="dot" color={colors[connection]} role="status" size="lg" className="connection">
        {t(`connection.${connection}`)}
      </Badge>
    </Tooltip>
  );
}
