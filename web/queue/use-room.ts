import { useLocalStorage } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries.ts";
import type { Resource } from "../api/types.ts";

interface RoomOfDevice {
  rooms: Resource[];
  /** Undefined is wherever the appointment says. */
  roomId: string | undefined;
  choose: (id: string) => void;
}

/** Where patients of the clinic are called to from this device. */
export function useRoom(clinicId: string): RoomOfDevice {
  const [chosen, choose] = useLocalStorage({
    key: `tessera.room.${clinicId}`,
    defaultValue: "",
    getInitialValueInEffect: false,
  });
  const resources = useQuery(queries.resources());
  const rooms = (resources.data ?? []).filter(
    ({ kind, status, clinic_id }) => kind === "room" && status === "active" && (clinic_id ?? clinicId) === clinicId,
  );
  return { rooms, roomId: rooms.find(({ id }) => id === chosen)?.id, choose };
}
