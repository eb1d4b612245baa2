import { Heads, ScrollRegion, useSay } from '#ui';
import type { Preview } from '../../contract.ts';
import { words } from './form/words.ts';

/** What differs between two definitions, part by part in words. */
export function DefinitionChanges({ changes }: Pick<Preview, 'changes'>) {
  const say = useSay();
  return (
    <ScrollRegion label={say(words.changes)}>
      <table className="data-table">
        <caption className="visually-hidden">{say(words.changes)}</caption>
        <Heads heads={[words.part, words.before, words.after]} />
        <tbody>
          {changes.map(({ key, label, before, after }) => (
            <tr key={key}>
              <th scope="row">{say(label)}</th>
              <td>{before ? <del className="before">{say(before)}</del> : '—'}</td>
              <td>{after ? <ins className="after">{say(after)}</ins> : '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
