import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import ar from "../locales/ar.json";
import el from "../locales/el.json";
import en from "../locales/en.json";
import { bringLetters } from "./letters.ts";

export const languages = ["en", "ar", "el"] as const;
export type Language = (typeof languages)[number];
export type Direction = "ltr" | "rtl";

const rememberedAs = "tessera.language";

export const directionOf = (language: Language): Direction => (language === "ar" ? "rtl" : "ltr");

/** The page's language now. */
export const languageNow = (): Language => asLanguage(i18n.language) ?? "en";

function asLanguage(text: string | null | undefined): Language | null {
  return languages.find((language) => text?.toLowerCase().split("-")[0] === language) ?? null;
}

/** The language chosen before on this device, else the first of the browser's that is spoken here, else English. */
function firstLanguage(): Language {
  const wished = [localStorage.getItem(rememberedAs), ...navigator.languages];
  for (const wish of wished) {
    const language = asLanguage(wish);
    if (language) return language;
  }
  return "en";
}

export async function startLanguages(): Promise<void> {
  const first = firstLanguage();
  await lettersOf(first);
  await i18n.use(initReactI18next).init({
    lng: first,
    fallbackLng: "en",
    resources: { en: { translation: en }, ar: { translation: ar }, el: { translation: el } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  showLanguage(languageNow());
}

export async function speak(language: Language): Promise<void> {
  localStorage.setItem(rememberedAs, language);
  await lettersOf(language);
  await i18n.changeLanguage(language);
  showLanguage(language);
}

/** Only Arabic pages wait for the letters; on others they are there by the time that somebody's name comes. */
async function lettersOf(language: Language): Promise<void> {
  const coming = bringLetters();
  if (language === "ar") await coming;
}

function showLanguage(language: Language): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
