import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries.ts";
import { useDesk } from "../shell/desk.tsx";

/** The clinic's requests from today on; earlier ones have run out. */
export function useRequests() {
  const { clinic, today } = useDesk();
  const asked = queries.appointments({ clinic_id: clinic?.id ?? "", status: "pending", from: today });
  return useQuery({ ...asked, enabled: clinic !== null });
}
