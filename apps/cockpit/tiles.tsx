import { instantOf, useSay } from '#ui';
import type { Board } from '#platform/sense/indicators/contract';
import { AsOf, Figure } from './figure.tsx';
import { figureOf } from './figures.ts';
import { words } from './words.ts';

interface Props {
  readonly board: Board;
  readonly codes: readonly string[];
}

/** The numbers at the top. */
export function Tiles({ board, codes }: Props) {
  const say = useSay();
  const figures = codes.flatMap((code) => figureOf(board, code) ?? []);
  if (figures.length === 0) return null;
  return (
    <div className="tiles">
      {figures.map((figure) => (
        <div className="tile" key={figure.code}>
          <Figure figure={figure} timed={false} />
          <p className="tile-foot">
            <AsOf figure={figure} />
            {figure.stale && (
              <span className="stale-note" title={say(figure.stale.source)}>
                {say(words.staleShort, { since: instantOf(new Date(figure.stale.since), false) })}
              </span>
            )}
            {figure.simulated && <span className="simulated">{say(words.simulated)}</span>}
          </p>
        </div>
      ))}
    </div>
  );
}
