import { instantOf, number, useLanguage, useSay } from '#ui';
import type { Indicator } from '#platform/sense/indicators/contract';
import { FigureLink } from './figure-link.tsx';
import { sinceYesterday } from './figures.ts';
import { shortInstant } from './instants.ts';
import { useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly figure: Indicator | undefined;
  /** The one number of a panel; the others stand smaller. */
  readonly size?: 'great' | 'plain';
  /** Says what it counts, where there is room. */
  readonly defined?: boolean;
}

/** A number, its unit, its change, its age. */
export function Figure({ figure, size = 'plain', defined = false }: Props) {
  const say = useSay();
  const { language } = useLanguage();
  if (!figure) return null;
  const { value, unit, stale, title } = figure;
  return (
    <div className={`figure ${size} ${stale ? 'stale' : ''}`}>
      <h3>{say(title)}</h3>
      <p>
        <FigureLink figure={figure}>
          <span className="visually-hidden">{say(title)} </span>
          {value === null ? (
            <span className="value none">
              {say(figure.past === 'not-kept' ? words.notKept : words.noData)}
            </span>
          ) : (
            <>
              <span className="value">{number(value, language, 1)}</span>{' '}
              <span className="unit">{say(unit)}</span>
            </>
          )}
        </FigureLink>{' '}
        <Change figure={figure} />
        <AsOf figure={figure} />
        {figure.past === 'reckoned' && <span className="reckoned">{say(words.reckoned)}</span>}
      </p>
      {defined && <p className="definition">{say(figure.definition)}</p>}
    </div>
  );
}

/** How new the data behind a figure are. */
function AsOf({ figure: { asOf, value } }: { readonly figure: Indicator }) {
  const say = useSay();
  const { now } = useView();
  if (value === null || asOf === null) return null;
  const shown = shortInstant(asOf, now);
  return (
    <time
      className="figure-as-of"
      dateTime={asOf}
      title={say(words.asOf, { time: instantOf(new Date(asOf)) })}
    >
      <span className="visually-hidden">{say(words.asOf, { time: '' })}</span>
      {shown}
    </time>
  );
}

function Change({ figure }: { readonly figure: Indicator }) {
  const say = useSay();
  const { language } = useLanguage();
  const change = sinceYesterday(figure.series);
  if (change === undefined || figure.stale) return null;
  const shown = `${change > 0 ? '+' : ''}${number(change, language, 1)}`;
  return (
    <span className="change">{change === 0 ? say(words.same) : say(words.yesterday, { change: shown })}</span>
  );
}
