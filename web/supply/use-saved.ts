import { useTranslation } from "react-i18next";
import { tellDone } from "../parts/notify.tsx";
import { refreshHours } from "./rule-steps.ts";

/** What follows a change of hours that was saved: pages that show them are brought up to date, and the person is told. */
export function useSaved(done: () => void): (saving: Promise<unknown>) => Promise<void> {
  const { t } = useTranslation();
  return async (saving) => {
    await saving;
    void refreshHours();
    tellDone(t("state.saved"));
    done();
  };
}
