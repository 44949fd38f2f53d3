import type { TFunction } from "i18next";
import type { SessionBoard } from "../api/types.ts";

/** Stands for a bed that is given later. */
export const laterBed = "";

/** The beds of a session that somebody can have, the given ones with their names; and that it is given later. */
export function bedChoice({ board }: SessionBoard, t: TFunction, taken: "show" | "hide") {
  const beds = board
    .filter(({ status, admission }) => status !== "out_of_service" && (taken === "show" || !admission))
    .map(({ bed_id, name, admission }) => ({
      value: bed_id,
      label: admission ? t("board.bedOf", { bed: name, name: admission.patient_name }) : name,
    }));
  return [{ value: laterBed, label: t("board.later") }, ...beds];
}
