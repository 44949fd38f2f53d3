import "@fontsource/noto-sans-arabic/arabic-400.css";
import "@fontsource/noto-sans-arabic/arabic-600.css";

/** Better other letters than none. */
const patienceMs = 2_000;

/**
 * Brings the letters that this device may not have, which are those of Arabic. Text that is laid out while they come jumps when they are
 * there, and Chromium leaves some of it unseen.
 */
export async function bringLetters(): Promise<void> {
  const coming = ["400", "600"].map((weight) => document.fonts.load(`${weight} 1em "Noto Sans Arabic"`, "ع"));
  const enough = new Promise((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([Promise.allSettled(coming), enough]);
}
