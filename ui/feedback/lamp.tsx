import type { ReactNode } from 'react';

/** What a lamp says: in time, soon due, late or wrong, resting, told for information. */
export type LampColour = 'green' | 'amber' | 'red' | 'grey' | 'blue';

/** A coloured dot with its word: the colour is never alone. */
export function Lamp({ colour, children }: { readonly colour: LampColour; readonly children: ReactNode }) {
  return (
    <span className={`lamp lamp-${colour}`}>
      <span className="lamp-dot" aria-hidden="true" />
      {children}
    </span>
  );
}
