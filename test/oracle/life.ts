import type { Draw } from "./draw.ts";

/** When a small clinic lives: what happens in it happens around one hour of a few days, so that it meets. */
export interface Life {
  from: string;
  days: number;
  /** Its first minute. */
  starts: number;
  /** Minute of the day. */
  hour: number;
}

/** A minute of the days asked about, mostly near the hour at which things happen. */
export function randomMinute(draw: Draw, { starts, days, hour }: Life): number {
  const near = starts + draw.whole(0, days - 1) * 1440 + hour + draw.whole(-24, 96) * 5;
  return draw.chance(80) ? near : starts + draw.whole(0, days * 1440 - 1);
}
