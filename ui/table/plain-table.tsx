import type { ReactNode } from 'react';
import type { Text } from '#kernel/texts';
import { useSay } from '../language/language.tsx';
import { ScrollRegion } from './scroll-region.tsx';

interface Head {
  readonly name: string;
  readonly label: Text;
  readonly end?: boolean;
}

interface PlainTableProps {
  readonly label: Text;
  /** The first column names its row. */
  readonly heads: readonly Head[];
  readonly rows: readonly { readonly key: string; readonly cells: Readonly<Record<string, ReactNode>> }[];
}

/** A short table that is read whole. */
export function PlainTable({ label, heads, rows }: PlainTableProps) {
  const say = useSay();
  const [first, ...rest] = heads;
  return (
    <ScrollRegion label={say(label)}>
      <table className="data-table" aria-label={say(label)}>
        <thead>
          <tr>
            {heads.map(({ name, label: head, end }) => (
              <th key={name} scope="col" className={end ? 'end' : undefined}>
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              <th scope="row">{cells[first?.name ?? '']}</th>
              {rest.map(({ name, end }) => (
                <td key={name} className={end ? 'end' : undefined}>
                  {cells[name]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
