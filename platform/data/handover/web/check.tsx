import { Lamp, number, ScrollRegion, useLanguage, useSay, type AnyRow } from '#ui';
import { differenceNames, type Difference } from '../records.ts';
import { words } from './words.ts';

function Outcome({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const found = (row['differences'] ?? []) as readonly Difference[];
  const why = row['noteZh'] ? say({ zh: String(row['noteZh']), en: String(row['noteEn']) }) : '';
  if (!row['receivedAt']) return <Lamp colour="grey">{say(words.notYet)}</Lamp>;
  if (found.length === 0) return <Lamp colour="green">{say(words.agrees)}</Lamp>;
  return (
    <>
      <ul className="plain">
        {found.map((each) => (
          <li key={each}>
            <Lamp colour="red">{say(differenceNames[each])}</Lamp>
          </li>
        ))}
      </ul>
      {why && <p>{why}</p>}
    </>
  );
}

/** What the slip says beside what came. */
export function Check({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const { language } = useLanguage();
  const text = (name: string) => (row[name] === null || row[name] === undefined ? '—' : String(row[name]));
  const count = (name: string) => (typeof row[name] === 'number' ? number(row[name], language) : '—');
  const unread = row['receivedAt'] && row['receivedRows'] === null;
  const corrected = row['restatedPaper'] !== null && row['restatedPaper'] !== undefined;
  return (
    <>
      <Outcome row={row} />
      <ScrollRegion label={say(words.check)}>
        <table className="data-table" aria-label={say(words.check)}>
          <thead>
            <tr>
              <th scope="col">{say(words.item)}</th>
              <th scope="col">{say(words.stated)}</th>
              {corrected && <th scope="col">{say(words.restated)}</th>}
              <th scope="col">{say(words.received)}</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{say(words.rows)}</th>
              <td>{count('statedRows')}</td>
              {corrected && <td>{count('restatedRows')}</td>}
              <td>{unread ? say(words.unread) : count('receivedRows')}</td>
            </tr>
            <tr>
              <th scope="row">{say(words.digest)}</th>
              <td className="wrap">{text('statedDigest')}</td>
              {corrected && <td className="wrap">{text('restatedDigest')}</td>}
              <td className="wrap">{text('receivedDigest')}</td>
            </tr>
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
