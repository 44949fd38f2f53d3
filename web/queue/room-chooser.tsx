import { Select } from "@mantine/core";
import { DoorClosed } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useRoom } from "./use-room.ts";

const asBooked = "";

/** Where this device calls patients to. Nothing where the clinic has no rooms. */
export function RoomChooser({ clinicId }: { clinicId: string }) {
  const { t } = useTranslation();
  const { rooms, roomId, choose } = useRoom(clinicId);
  if (rooms.length === 0) return null;
  return (
    <Select
      aria-label={t("queue.room")}
      leftSection={<DoorClosed size={18} aria-hidden />}
      data={[
        { value: asBooked, label: t("queue.roomAsBooked") },
        ...rooms.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={roomId ?? asBooked}
      onChange={(id) => choose(id ?? asBooked)}
      maw={215}
    />
  );
}
