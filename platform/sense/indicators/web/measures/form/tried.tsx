import { Link } from 'react-router';
import { Heads, ScrollRegion, number, useLanguage, useSay } from '#ui';
import type { Preview } from '../../../contract.ts';
import { DefinitionChanges } from '../definition-changes.tsx';
import { words as pageWords } from '../words.ts';
import { words } from './words.ts';

function Faults({ faults }: Pick<Preview, 'faults'>) {
  const say = useSay();
  return (
    <div className="notice wrong">
      <p>{say(pageWords.faults, { count: faults.length })}</p>
      <ul>
        {faults.map(({ path, code, detail }) => (
          <li key={`${path} ${code}`}>
            {say(detail)} <span className="quiet">({[path, code].filter(Boolean).join(' · ')})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Values({ points, beside }: Pick<Preview, 'points'> & { readonly beside: boolean }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: number | null) => (value === null ? '—' : number(value, language, 2));
  const heads = beside
    ? [pageWords.period, words.valueNow, words.valueThen, pageWords.rows]
    : [pageWords.period, pageWords.value, pageWords.rows];
  return (
    <ScrollRegion label={say(pageWords.stands)}>
      <table className="data-table">
        <caption>{say(pageWords.stands)}</caption>
        <Heads heads={heads} />
        <tbody>
          {points.map(({ period, value, rows, now }) => (
            <tr key={period}>
              <td>{period}</td>
              {beside && <td>{shown(now)}</td>}
              <td>{shown(value)}</td>
              <td>{rows}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What saving would change of a measure that stands. */
function Changing({ preview }: { readonly preview: Preview }) {
  const say = useSay();
  const { changes, rebuilt, releases, usedBy } = preview;
  return (
    <>
      <h2>{say(words.changes)}</h2>
      {changes.length === 0 ? (
        <p className="quiet">{say(words.noChanges)}</p>
      ) : (
        <DefinitionChanges changes={changes} />
      )}
      <p className={rebuilt ? 'notice warn' : 'quiet'}>
        {say(rebuilt ? words.rebuilt : words.wordsOnly, { count: releases })}
      </p>
      {usedBy.length > 0 && (
        <>
          <p>{say(words.usedBy)}</p>
          <ul>
            {usedBy.map(({ code, title }) => (
              <li key={code}>
                <Link to={`/indicators/measures/${code}`}>{say(title)}</Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** What is wrong with the definition, or what it changes and its newest values. */
export function Tried({ preview, change }: { readonly preview: Preview; readonly change: boolean }) {
  const { faults, points } = preview;
  if (faults.length > 0) return <Faults faults={faults} />;
  return (
    <div className="stack">
      {change && <Changing preview={preview} />}
      <Values points={points} beside={change} />
    </div>
  );
}
