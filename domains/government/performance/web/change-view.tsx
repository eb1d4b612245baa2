import { ProblemNote, ScrollRegion, Skeleton, useCall, useSay } from '#ui';
import { operations, type Explanation } from '../contract.ts';
import { Heads, useShown } from './shown.tsx';
import { words } from './words.ts';

type Effect = Explanation['effects'][number];

const heads = [
  words.criterion,
  words.was,
  words.is,
  words.byScore,
  words.byWeight,
  words.byAdjustment,
  words.together,
];

function EffectRow({ effect }: { readonly effect: Effect }) {
  const say = useSay();
  const shown = useShown();
  const side = ({ value, score, weight }: Effect['was']) =>
    `${value === null ? '' : `${shown.points(value)} ${effect.unit ? say(effect.unit) : ''} → `}${shown.points(score)} × ${shown.share(weight)}`;
  const adjusted = effect.byAdjustment !== 0;
  return (
    <tr>
      <th scope="row">{say(effect.title)}</th>
      <td>{adjusted ? '—' : side(effect.was)}</td>
      <td>{adjusted ? '—' : side(effect.is)}</td>
      <td>{shown.signed(effect.byScore)}</td>
      <td>{shown.signed(effect.byWeight)}</td>
      <td>{shown.signed(effect.byAdjustment)}</td>
      <td>{shown.signed(effect.byScore + effect.byWeight + effect.byAdjustment)}</td>
    </tr>
  );
}

function Passings({ passings }: Pick<Explanation, 'passings'>) {
  const say = useSay();
  const shown = useShown();
  if (passings.length === 0) return <p className="quiet">{say(words.noPassing)}</p>;
  return (
    <>
      <h3>{say(words.passings)}</h3>
      <ul className="plain">
        {passings.map(({ unit, name, places, moved }) => (
          <li key={unit}>
            {say(places > 0 ? words.passed : words.wasPassed, { name: say(name) })} (
            {moved === null ? say(words.came) : say(words.moved, { points: shown.signed(moved) })})
          </li>
        ))}
      </ul>
    </>
  );
}

function Told({ told }: { readonly told: Explanation }) {
  const say = useSay();
  const shown = useShown();
  const { earlier, later, effects, passings } = told;
  return (
    <div className="stack tight">
      <p className="hint">
        {say(words.sinceVersion, { title: say(earlier.title), number: earlier.number })}{' '}
        {say(words.changeOf, {
          was: earlier.place,
          is: later.place,
          from: shown.points(earlier.total),
          to: shown.points(later.total),
        })}
      </p>
      <ScrollRegion label={say(words.change)}>
        <table className="data-table" aria-label={say(words.change)}>
          <Heads heads={heads} />
          <tbody>
            {effects.map((effect) => (
              <EffectRow key={effect.criterion} effect={effect} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Passings passings={passings} />
    </div>
  );
}

/** Which measure, which weight and which others moved a unit's place. */
export function ChangeView({ result, unit }: { readonly result: string; readonly unit: string }) {
  const say = useSay();
  const asked = useCall('performance', operations.explanation, { params: { id: result, unit }, query: {} });
  return (
    <section className="stack tight">
      <h2>{say(words.change)}</h2>
      {asked.isPending && <Skeleton lines={4} />}
      {asked.isError && <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />}
      {asked.data?.told === null && <p className="quiet">{say(words.noEarlier)}</p>}
      {asked.data?.told && <Told told={asked.data.told} />}
    </section>
  );
}
