import { Link } from 'react-router';
import { number, PlainTable, Tag, useLanguage, useSay } from '#ui';
import type { SegmentsFound } from '../../contract.ts';
import { CheckedNote, GroundNote } from './checked-note.tsx';
import { words } from './words.ts';

const end = true;

/** Units that are alike, a table a segment; each value opens into its rows. */
export function SegmentsView({ found }: { readonly found: SegmentsFound }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: number) => number(value, language, 2);
  const { grounds, segments, period, leftOut, silhouette } = found;
  const heads = [
    { name: 'unit', label: words.unit },
    ...grounds.map(({ measure, title }) => ({ name: measure, label: title, end })),
    { name: 'silhouette', label: words.silhouette, end },
  ];
  return (
    <div className="stack">
      <p>
        {say(words.segmentsOf, { period, count: segments.length, silhouette: shown(silhouette), leftOut })}
      </p>
      <GroundNote grounds={grounds} />
      {segments.map(({ members, stability }, at) => {
        const typical = members.find(({ stands }) => stands)?.title ?? { zh: '', en: '' };
        const facts = { number: at + 1, name: say(typical), stability: shown(stability) };
        return (
          <section key={members[0]?.key ?? at} className="stack">
            <h2>{say(words.segment, facts)}</h2>
            <PlainTable
              label={{ zh: `${words.segments.zh} ${at + 1}`, en: `${words.segments.en} ${at + 1}` }}
              heads={heads}
              rows={members.map(({ key, title, stands, values, rowsPaths, silhouette: own }) => ({
                key,
                cells: {
                  unit: (
                    <>
                      {say(title)} {stands && <Tag>{say(words.typicalOne)}</Tag>}
                    </>
                  ),
                  silhouette: shown(own),
                  ...Object.fromEntries(
                    grounds.map(({ measure }, place) => [
                      measure,
                      <Link key={measure} to={rowsPaths[place] ?? ''}>
                        {shown(values[place] ?? 0)}
                      </Link>,
                    ]),
                  ),
                },
              }))}
            />
          </section>
        );
      })}
      <CheckedNote checks={found.checks} warnings={found.warnings} />
    </div>
  );
}
