import { type ReactNode, useId } from 'react';
import { instantOf, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { Indicator } from '#platform/sense/indicators/contract';
import { anySimulated, staleSources } from './figures.ts';
import { words } from './words.ts';

interface Props {
  readonly title: Text;
  /** Its place on the wall. */
  readonly area: string;
  readonly note?: ReactNode;
  /** What it shows: it says when any of it is invented or stale. */
  readonly figures?: readonly (Indicator | undefined)[];
  readonly children: ReactNode;
}

/** A part of the wall with its name, whether what it shows is invented, and what of it is stale. */
export function Panel({ title, area, note, figures = [], children }: Props) {
  const say = useSay();
  const id = useId();
  const stale = staleSources(figures);
  return (
    <section
      className={stale.length > 0 ? 'panel stale' : 'panel'}
      style={{ gridArea: area }}
      aria-labelledby={id}
    >
      <header>
        <h2 id={id}>{say(title)}</h2>
        {note && <span className="note">{note}</span>}
        {anySimulated(figures) && <span className="simulated">{say(words.simulated)}</span>}
      </header>
      {stale.map(({ since, source }) => (
        <p className="stale-note" key={source.zh}>
          {say(words.stale, { since: instantOf(new Date(since), false), source: say(source) })}
        </p>
      ))}
      {children}
    </section>
  );
}
