import { useQuery } from "@tanstack/react-query";
import { queries } from "../api/queries.ts";

type NameOf = (id: string | null) => string | null;

/** Names of what rules and exceptions refer to; null for none, and for those that are not loaded yet. */
export function useScopeNames(): { clinic: NameOf; service: NameOf; resource: NameOf } {
  const clinics = useQuery(queries.clinics());
  const services = useQuery(queries.services());
  const resources = useQuery(queries.resources());
  return { clinic: namer(clinics.data), service: namer(services.data), resource: namer(resources.data) };
}

const namer =
  (items: { id: string; name: string }[] = []): NameOf =>
  (id) =>
    items.find((item) => item.id === id)?.name ?? null;
