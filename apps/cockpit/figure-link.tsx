import { type ReactNode, useId } from 'react';
import { useSay } from '#ui';
import type { Indicator } from '#platform/sense/indicators/contract';
import { figureAddress } from './figures.ts';
import { useView } from './view.ts';
import { words } from './words.ts';

interface Props {
  readonly figure: Indicator;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A figure that opens into its rows; says what it counts to whoever points at it or has it read aloud. */
export function FigureLink({ figure, children, className = '' }: Props) {
  const say = useSay();
  const { signedIn } = useView();
  const id = useId();
  return (
    <>
      <a
        className={`figure-link ${className}`}
        href={figureAddress(figure, signedIn)}
        title={`${say(figure.definition)} — ${say(signedIn ? words.opens : words.opensAfterSignIn)}`}
        aria-describedby={id}
      >
        {children}
      </a>
      <span id={id} hidden>
        {say(figure.definition)}
      </span>
    </>
  );
}
