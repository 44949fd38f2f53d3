import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";

/** A hand passes many changes on its way: only where it rests is looked at. */
const restMs = 150;

interface ChangeSliderProps {
  /** How many of the moments have come. */
  position: number;
  moments: readonly string[];
  walk: (to: number) => void;
}

/** Walks from change to change; the browser's own slider, which goes from right to left where the page does. */
export function ChangeSlider({ position, moments, walk }: ChangeSliderProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  // The hand is ahead of the page until the page is elsewhere.
  const [held, hold] = useState({ from: position, to: position });
  const shown = held.from === position ? held.to : position;
  const settle = useDebouncedCallback(walk, restMs);
  const last = moments[shown - 1];
  return (
    <input
      type="range"
      className="change-slider"
      aria-label={t("history.slider")}
      aria-valuetext={last === undefined ? t("history.beforeFirst") : formats.second(last)}
      min={0}
      max={moments.length}
      value={shown}
      disabled={moments.length === 0}
      onChange={(event) => {
        const to = event.currentTarget.valueAsNumber;
        hold({ from: position, to });
        settle(to);
      }}
    />
  );
}
