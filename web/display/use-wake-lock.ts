import { useEffect } from "react";

/** Keeps the screen from going dark while the page is seen, where the browser can. */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let left = false;
    const keep = async () => {
      if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
      try {
        lock = await navigator.wakeLock.request("screen");
        if (left) await lock.release();
      } catch {
        // Refused, as on low battery: the screen may go dark then, and nothing else is lost.
      }
    };
    void keep();
    const keepAgain = () => void keep();
    document.addEventListener("visibilitychange", keepAgain);
    return () => {
      left = true;
      document.removeEventListener("visibilitychange", keepAgain);
      void lock?.release();
    };
  }, []);
}
