import { type ReactNode, useId } from 'react';
import { useSay } from '#ui';
import type { Text } from '#kernel/texts';
import { words } from './words.ts';

interface Props {
  readonly title: Text;
  /** Its place on the wall. */
  readonly area: string;
  readonly note?: ReactNode;
  /** Something in it was invented. */
  readonly simulated?: boolean;
  readonly children: ReactNode;
}

/** A part of the wall with its name, and whether what it shows is invented. */
export function Panel({ title, area, note, simulated = false, children }: Props) {
  const say = useSay();
  const id = useId();
  return (
    <section className="panel" style={{ gridArea: area }} aria-labelledby={id}>
      <header>
        <h2 id={id}>{say(title)}</h2>
        {note && <span className="note">{note}</span>}
        {simulated && <span className="simulated">{say(words.simulated)}</span>}
      </header>
      {children}
    </section>
  );
}
