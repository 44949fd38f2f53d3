import { useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { page } from "../urls.ts";
import type { Desk } from "./desk.tsx";

/** `n` starts a booking, `/` goes to the search for a patient. Not while something is typed. */
export function useShortcuts({ may }: Desk): void {
  const navigate = useNavigate();
  const book = () => void (may("bookAppointment") && navigate({ to: page.book }));
  useHotkeys([
    ["n", book],
    ["/", () => void navigate({ to: page.patients })],
  ]);
}
