import { useEffect, useState, useSyncExternalStore } from "react";
import { useAttempt } from "../api/attempt.ts";
import { client } from "../api/client.ts";
import type { NewHold } from "../api/types.ts";
import { HoldKeeper, type HoldState } from "./hold-keeper.ts";

export interface Hold extends Pick<HoldKeeper, "again" | "book" | "end"> {
  state: HoldState;
}

/** Holds what is wished for while the caller stands, and lets go when it goes, or the whole page does. */
export function useHold(wish: NewHold | null): Hold {
  const hold = useAttempt(client.hold);
  const [keeper] = useState(() => new HoldKeeper({ hold, letGo: client.letGo }));
  const state = useSyncExternalStore(keeper.listen, keeper.state);
  useEffect(() => keeper.want(wish));
  useEffect(() => {
    addEventListener("pagehide", keeper.leave);
    return () => {
      removeEventListener("pagehide", keeper.leave);
      keeper.want(null);
    };
  }, [keeper]);
  return { state, again: keeper.again, book: keeper.book, end: keeper.end };
}
