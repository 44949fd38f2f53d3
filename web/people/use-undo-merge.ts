import { useTranslation } from "react-i18next";
import { patientClient } from "../api/patient-client.ts";
import type { PatientMerge } from "../api/patient-types.ts";
import { messageOf } from "../api/problem.ts";
import { queryClient } from "../api/queries.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";

/** Parts two records again; everything on the page may be another one's then. */
export function useUndoMerge(): (merge: Pick<PatientMerge, "id" | "merged_name">) => Promise<void> {
  const { t } = useTranslation();
  return async ({ id, merged_name: name }) => {
    try {
      await patientClient.undoMerge(id, crypto.randomUUID());
      tellDone(t("merging.undone", { name }));
    } catch (error) {
      tellRefused(t("merging.notUndone"), [messageOf(error, t)]);
    }
    await queryClient.invalidateQueries();
  };
}
