import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import { fill, type Language, type Text } from '#kernel/texts';

const place = 'yaojiang.language';
const isLanguage = (value: string | null): value is Language => value === 'zh' || value === 'en';

/** Asked for in the address, chosen earlier, or what the browser speaks; Chinese when it speaks neither. */
export function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang');
  if (isLanguage(asked)) return asked;
  const stored = localStorage.getItem(place);
  if (isLanguage(stored)) return stored;
  return navigator.language.startsWith('en') ? 'en' : 'zh';
}

interface Speech {
  readonly language: Language;
  readonly speak: (language: Language) => void;
}
const Speaking = createContext<Speech>({ language: 'zh', speak: () => undefined });

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN';
  }, [language]);
  const speak = useCallback((next: Language) => {
    localStorage.setItem(place, next);
    document.documentElement.lang = next === 'en' ? 'en' : 'zh-CN';
    setLanguage(next);
  }, []);
  const value = useMemo(() => ({ language, speak }), [language, speak]);
  return <Speaking value={value}>{children}</Speaking>;
}

export const useLanguage = (): Speech => useContext(Speaking);

export type Say = (text: Text, values?: Readonly<Record<string, string | number>>) => string;

/** Turns a text of two languages into the words of the reader's; `{name}` places are filled from `values`. */
export function useSay(): Say {
  const { language } = useLanguage();
  return useCallback((text, values) => (values ? fill(text, values) : text)[language], [language]);
}
