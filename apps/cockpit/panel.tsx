import { type ReactNode, useId } from 'react';
import { instantOf, useSay } from '#ui';
import type { Text } from '#kernel/texts';
import type { Indicator } from '#platform/sense/indicators/contract';
import { anySimulated, staleSources } from './figures.ts';
import { words } from './words.ts';

interface Props {
  readonly title: Text;
  readonly note?: ReactNode;
  /** What it shows: it says when any of it is invented or stale. */
  readonly figures?: readonly (Indicator | undefined)[];
  /** What else it shows is invented. */
  readonly simulated?: boolean;
  /** How it takes part in the layout. */
  readonly kind?: string;
  readonly children: ReactNode;
}

/** A part of the wall with its name, whether what it shows is invented, and what of it is stale. */
export function Panel({ title, note, figures = [], simulated = false, kind = '', children }: Props) {
  const say = useSay();
  const id = useId();
  const stale = staleSources(figures);
  return (
    <section className={`panel ${kind} ${stale.length > 0 ? 'stale' : ''}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{say(title)}</h2>
        {note && <span className="note">{note}</span>}
        {(simulated || anySimulated(figures)) && <span className="simulated">{say(words.simulated)}</span>}
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
