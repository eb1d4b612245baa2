import { number, Time, useLanguage, useSay } from '#ui';
import { words } from './words.ts';

/** One value of a row, in words. */
export function RowCell({ kind, value }: { readonly kind: string; readonly value: unknown }) {
  const say = useSay();
  const { language } = useLanguage();
  if (value === null || value === undefined) return <>—</>;
  if (typeof value === 'boolean') return <>{say(value ? words.yes : words.no)}</>;
  if (typeof value === 'number') return <>{number(value, language)}</>;
  if (kind === 'instant' && typeof value === 'string') return <Time at={value} />;
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
}
