import { instantOf, number, useLanguage, useSay } from '#ui';
import type { Indicator } from '#platform/sense/indicators/contract';
import { FigureLink } from './figure-link.tsx';
import { sinceYesterday } from './figures.ts';
import { dayOrTime } from './instants.ts';
import { useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly figure: Indicator | undefined;
  /** The one number of a panel; the others stand smaller. */
  readonly size?: 'great' | 'plain';
  /** Says what it counts, where there is room. */
  readonly defined?: boolean;
  /** Whoever shows it says elsewhere how new it is. */
  readonly timed?: boolean;
}

/** A number, its unit, its change, its age. */
export function Figure({ figure, size = 'plain', defined = false, timed = true }: Props) {
  const say = useSay();
  if (!figure) return null;
  const { stale, title } = figure;
  return (
    <div className={`figure ${size} ${stale ? 'stale' : ''}`}>
      <h3>{say(title)}</h3>
      <p>
        <FigureLink figure={figure}>
          <span className="visually-hidden">{say(title)} </span>
          <Value figure={figure} />
        </FigureLink>{' '}
        <Change figure={figure} quiet={size === 'plain'} /> {timed && <AsOf figure={figure} />}{' '}
        {figure.past === 'reckoned' && <span className="reckoned">{say(words.reckoned)}</span>}
      </p>
      {defined && <p className="definition">{say(figure.definition)}</p>}
    </div>
  );
}

/** The number with its unit; without data, a word that says so. */
function Value({ figure: { value, unit, past } }: { readonly figure: Indicator }) {
  const say = useSay();
  const { language } = useLanguage();
  if (value === null)
    return <span className="value none">{say(past === 'not-kept' ? words.notKept : words.noData)}</span>;
  return (
    <>
      <span className="value">{number(value, language, 1)}</span> <span className="unit">{say(unit)}</span>
    </>
  );
}

/** How new the data behind a figure are. */
export function AsOf({ figure: { asOf, value } }: { readonly figure: Indicator }) {
  const say = useSay();
  const { now } = useView();
  if (value === null || asOf === null) return null;
  const shown = dayOrTime(asOf, now);
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

interface ChangeProps {
  readonly figure: Indicator;
  /** Where there is little room, no change is not told. */
  readonly quiet: boolean;
}

function Change({ figure, quiet }: ChangeProps) {
  const say = useSay();
  const { language } = useLanguage();
  const change = sinceYesterday(figure.series);
  if (change === undefined || figure.stale || (quiet && change === 0)) return null;
  const shown = `${change > 0 ? '+' : ''}${number(change, language, 1)}`;
  return (
    <span className="change">{change === 0 ? say(words.same) : say(words.yesterday, { change: shown })}</span>
  );
}
