import { number, useLanguage, useSay } from '#ui';
import type { Indicator } from '#platform/sense/indicators/contract';
import { FigureLink } from './figure-link.tsx';
import { sinceYesterday } from './figures.ts';
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
            <span className="value none">{say(words.noData)}</span>
          ) : (
            <>
              <span className="value">{number(value, language, 1)}</span>{' '}
              <span className="unit">{say(unit)}</span>
            </>
          )}
        </FigureLink>{' '}
        <Change figure={figure} />
      </p>
      {defined && <p className="definition">{say(figure.definition)}</p>}
    </div>
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
