import { instantOf, useSay } from '#ui';
import type { Board } from '#platform/sense/indicators/contract';
import { Figure } from './figure.tsx';
import { figureOf } from './figures.ts';
import { words } from './words.ts';

const codes = ['persons-registered', 'companies-registered', 'rows-collected-day', 'findings-open'];

/** The numbers at the top. */
export function Tiles({ board }: { readonly board: Board }) {
  const say = useSay();
  return (
    <div className="tiles" style={{ gridArea: 'tiles' }}>
      {codes.map((code) => {
        const figure = figureOf(board, code);
        return (
          figure && (
            <div className="tile" key={code}>
              <Figure figure={figure} />
              {figure.stale && (
                <span className="stale-note" title={say(figure.stale.source)}>
                  {say(words.staleShort, { since: instantOf(new Date(figure.stale.since), false) })}
                </span>
              )}
              {figure.simulated && <span className="simulated">{say(words.simulated)}</span>}
            </div>
          )
        );
      })}
    </div>
  );
}
