import { Link } from 'react-router';
import { useSay } from '#ui';
import type { CardLeaf, CardView } from '../contract.ts';
import { useShown } from './shown.tsx';
import { words } from './words.ts';

interface Sides {
  readonly events: number | null;
  readonly base: number | null;
}

/** `5/6` of a ratio, `5` of a count. */
function useFigure() {
  const shown = useShown();
  return ({ events, base }: Sides): string =>
    base === null ? shown.points(events) : `${shown.points(events)}/${shown.points(base)}`;
}

/** What a figure was added up of when it was scored: each period with its release, down to its rows. */
export function LeafInputs({ leaf }: { readonly leaf: CardLeaf }) {
  const say = useSay();
  const figure = useFigure();
  const { inputs = [], measure, title } = leaf;
  if (inputs.length === 0 || measure === null) return null;
  return (
    <details>
      <summary>{say(words.inputs, { code: measure })}</summary>
      <ul className="plain">
        {inputs.map(({ period, vintage, rowsPath, ...sides }) => (
          <li key={period}>
            {say(words.input, { period, figure: figure(sides), vintage })}{' '}
            {sides.events !== null && (
              <Link to={rowsPath} aria-label={say(words.openPeriod, { title: say(title), period })}>
                {say(words.rows)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What of a figure was released anew since it was scored. */
export function Revised({ of }: { readonly of: CardView['revised'][number] | undefined }) {
  const say = useSay();
  const shown = useShown();
  const figure = useFigure();
  if (!of) return null;
  const periods = of.periods.map(({ period, was, is }) =>
    say(words.revisedPeriod, { period, was: figure(was), is: figure(is), vintage: is.vintage }),
  );
  return (
    <p className="notice warn">
      {say(words.revised, { periods: periods.join('; '), value: shown.points(of.value) })}
    </p>
  );
}
