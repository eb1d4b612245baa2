import type { ReactNode } from 'react';

export interface TileProps {
  /** Its name, as the way to it. */
  readonly name: ReactNode;
  /** In the corner: keep, drop. */
  readonly mark?: ReactNode;
  readonly children?: ReactNode;
}

/** Things to go to, side by side. */
export function Tiles({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul className="tiles" aria-label={label}>
      {children}
    </ul>
  );
}

export function Tile({ name, mark, children }: TileProps) {
  return (
    <li className="tile">
      {name}
      {mark && <span className="tile-mark">{mark}</span>}
      {children}
    </li>
  );
}
