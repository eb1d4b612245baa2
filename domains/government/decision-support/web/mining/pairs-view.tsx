import { Link } from 'react-router';
import { number, PlainTable, Tag, useLanguage, useSay } from '#ui';
import type { PairsFound } from '../../contract.ts';
import { CheckedNote, GroundNote } from './checked-note.tsx';
import { words } from './words.ts';

/** Of those that stand so many in a hundred are false on average. */
const falseAtMost = 0.05;
const end = true;

/** Which measures go together, all pairs, the surest first; each measure opens. */
export function PairsView({ found }: { readonly found: PairsFound }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: number) => number(value, language, 3);
  const titles = new Map(found.grounds.map(({ measure, title }) => [measure, title]));
  const named = (code: string) => (
    <Link to={`/indicators/measures/${code}`}>{say(titles.get(code) ?? { zh: code, en: code })}</Link>
  );
  return (
    <div className="stack">
      <p>{say(words.pairsOf, { from: found.from, to: found.to })}</p>
      <GroundNote grounds={found.grounds} />
      <PlainTable
        label={words.pairs}
        heads={[
          { name: 'pair', label: words.pair },
          { name: 'ranked', label: words.ranked, end },
          { name: 'asSeen', label: words.asSeen, end },
          { name: 'falseShare', label: words.falseShare, end },
          { name: 'count', label: words.count, end },
        ]}
        rows={found.pairs.map(({ one, other, ranked, asSeen, falseShare, count }) => ({
          key: `${one} ${other}`,
          cells: {
            pair: (
              <>
                {named(one)} — {named(other)}{' '}
                <Tag tone={falseShare <= falseAtMost ? 'leaf' : 'plain'}>
                  {say(falseShare <= falseAtMost ? words.stands : words.byChance)}
                </Tag>
              </>
            ),
            ranked: shown(ranked),
            asSeen: shown(asSeen),
            falseShare: shown(falseShare),
            count,
          },
        }))}
      />
      {found.pairs.slice(0, 5).map(({ one, other, checks, warnings }) => (
        <section key={`${one} ${other}`} className="stack">
          <h2>
            {named(one)} — {named(other)}
          </h2>
          <CheckedNote checks={checks} warnings={warnings} />
        </section>
      ))}
    </div>
  );
}
