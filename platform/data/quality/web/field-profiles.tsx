import { HeadRow, number, ScrollRegion, useLanguage, useSay } from '#ui';
import type { BatchProfile, FieldProfile } from '../contract.ts';
import { texts } from './profile-words.ts';

const shownValues = 4;

function Counted({ items }: { readonly items: FieldProfile['top'] }) {
  const { language } = useLanguage();
  if (items.length === 0) return <>—</>;
  return (
    <ul className="plain small">
      {items.slice(0, shownValues).map(({ value, count }, at) => (
        // Masked values may be alike: their place tells them apart.
        <li key={`${at} ${value}`}>
          <span className="mono">{value}</span> × {number(count, language)}
        </li>
      ))}
    </ul>
  );
}

const fromTo = (from: unknown, to: unknown): string => {
  if (from === null || from === undefined) return '—';
  return from === to ? String(from) : `${String(from)} – ${String(to)}`;
};

const share = (part: number, whole: number): string =>
  part === 0 || whole === 0 ? '0' : `${Math.round((1000 * part) / whole) / 10} %`;

/** What a batch holds, a line a field. */
export function FieldProfiles({ profile }: { readonly profile: BatchProfile }) {
  const say = useSay();
  const { language } = useLanguage();
  return (
    <section className="stack">
      <h2>{say(texts.fields)}</h2>
      <p className="hint">{say(texts.shapesHint)}</p>
      <ScrollRegion label={say(texts.fields)}>
        <table className="data-table">
          <HeadRow
            names={['field', 'missing', 'distinct', 'length', 'extent', 'quartiles', 'top', 'shapes']}
            texts={texts}
          />
          <tbody>
            {profile.fields.map((each) => (
              <tr key={each.field}>
                <th scope="row">{say(each.label)}</th>
                <td>{share(each.missing, profile.rows)}</td>
                <td>{number(each.distinct, language)}</td>
                <td>{fromTo(each.shortest, each.longest)}</td>
                <td className="mono">{fromTo(each.least, each.greatest)}</td>
                <td className="mono">{each.quartiles.join(' · ') || '—'}</td>
                <td>
                  <Counted items={each.top} />
                </td>
                <td>
                  <Counted items={each.shapes} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
