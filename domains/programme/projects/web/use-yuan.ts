import { number, useLanguage } from '#ui';

/** Whole fen as yuan for a person; a dash for none. */
export function useYuan() {
  const { language } = useLanguage();
  return (fen: number | null | undefined): string =>
    fen === null || fen === undefined ? '—' : number(fen / 100, language, 2);
}
