import type { ReactNode } from 'react';
import type { Text } from '#kernel/texts';
import { Heads, ScrollRegion } from '#ui';

/** A table of a few columns under its title; its first is what each row is called by. */
export function PlainTable({
  title,
  heads,
  rows,
}: {
  readonly title: string;
  readonly heads: readonly Text[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}) {
  return (
    <section className="stack tight">
      <h3>{title}</h3>
      <ScrollRegion label={title}>
        <table className="data-table" aria-label={title}>
          <Heads heads={heads} />
          <tbody>
            {rows.map(({ key, cells: [first, ...others] }) => (
              <tr key={key}>
                <th scope="row">{first}</th>
                {others.map((cell, at) => (
                  // oxlint-disable-next-line react/no-array-index-key -- cells of a row have no name but their place
                  <td key={at}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
