import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { queries } from "../api/queries.ts";
import type { Resource } from "../api/types.ts";
import { Loaded } from "../parts/states.tsx";
import type { HoursSearch } from "../searches.ts";
import { HoursEditor } from "../supply/hours-editor.tsx";
import { NotFoundPage } from "./not-found.tsx";

const ofPractitioner = getRouteApi("/desk/practitioners/$practitionerId/hours");
const ofResource = getRouteApi("/desk/resources/$resourceId/hours");

/** The weekly hours of one practitioner, and what differs from them in the shown week. */
export function HoursPage() {
  const { practitionerId } = ofPractitioner.useParams();
  const search = ofPractitioner.useSearch();
  const navigate = useNavigate({ from: "/practitioners/$practitionerId/hours" });
  return <Hours resourceId={practitionerId} {...search} show={(next) => void navigate({ search: next })} />;
}

/** The same for a room, a bed or a machine. */
export function ResourceHoursPage() {
  const { resourceId } = ofResource.useParams();
  const search = ofResource.useSearch();
  const navigate = useNavigate({ from: "/resources/$resourceId/hours" });
  return <Hours resourceId={resourceId} {...search} show={(next) => void navigate({ search: next })} />;
}

interface HoursProps extends HoursSearch {
  resourceId: string;
  show: (search: HoursSearch) => void;
}

function Hours({ resourceId, ...shown }: HoursProps) {
  const resources = useQuery(queries.resources());
  const resourceOf = (items: Resource[]) => items.find(({ id }) => id === resourceId);
  return (
    <Loaded query={resources} empty={(items) => !resourceOf(items) && <NotFoundPage />}>
      {(items) => <HoursEditor resource={resourceOf(items)!} {...shown} />}
    </Loaded>
  );
}
