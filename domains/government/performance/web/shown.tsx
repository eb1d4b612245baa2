import { number, Tag, useLanguage, useSay } from '#ui';
import type { Text } from '#kernel/texts';

/** Numbers as the pages of this module write them. */
export function useShown() {
  const { language } = useLanguage();
  return {
    points: (value: number | null) => (value === null ? '—' : number(value, language, 2)),
    signed: (value: number) => `${value > 0 ? '+' : ''}${number(value, language, 2)}`,
    share: (value: number) => `${number(100 * value, language, 1)} %`,
    range: (low: number, high: number) => (low === high ? String(low) : `${low} – ${high}`),
  };
}

/** A head row of plain words. */
export function Heads({ heads }: { readonly heads: readonly Text[] }) {
  const say = useSay();
  return (
    <thead>
      <tr>
        {heads.map((head) => (
          <th key={head.en} scope="col">
            {say(head)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

export function Gone({ why }: { readonly why: Text }) {
  return <Tag>{useSay()(why)}</Tag>;
}
