import { Link } from 'react-router';
import { Chart, number, PlainTable, useLanguage, useSay, type ChartData, type Say } from '#ui';
import type { DriversFound } from '../../contract.ts';
import { CheckedNote, GroundNote } from './checked-note.tsx';
import { words } from './words.ts';

/** More bars than this are in the table alone. */
const mostBars = 20;

function chartOf({ drivers, ground, isRatio }: DriversFound, say: Say): ChartData {
  const bars = drivers.slice(0, mostBars);
  const both = [
    { name: words.mix, values: bars.map(({ mix }) => mix) },
    { name: words.rate, values: bars.map(({ rate }) => rate) },
  ];
  return {
    title: words.drivers,
    unit: ground.unit,
    kind: 'bar',
    categories: bars.map(({ title }) => say(title)),
    categoryLabel: words.slice,
    series: isRatio ? both : [{ name: words.effect, values: bars.map(({ effect }) => effect) }],
  };
}

/** What each part did to the change, drawn and as a table; each part opens into its rows. */
export function DriversView({ found }: { readonly found: DriversFound }) {
  const say = useSay();
  const { language } = useLanguage();
  const shown = (value: number | null) => (value === null ? '—' : number(value, language, 2));
  const { ground, from, to, isRatio } = found;
  const heads = [
    { name: 'slice', label: words.slice },
    ...(['before', 'after', ...(isRatio ? (['mix', 'rate'] as const) : []), 'effect'] as const).map(
      (name) => ({
        name,
        label: words[name],
        end: true,
      }),
    ),
  ];
  return (
    <div className="stack">
      <p>
        {say(words.changed, {
          from,
          to,
          before: shown(found.before),
          after: shown(found.after),
          change: shown(found.change),
          unit: say(ground.unit),
        })}
        {isRatio && <> · {say(words.parts, { mix: shown(found.mix), rate: shown(found.rate) })}</>}
      </p>
      <GroundNote grounds={[ground]} />
      <Chart data={chartOf(found, say)} />
      <PlainTable
        label={words.drivers}
        heads={heads}
        rows={found.drivers.map((driver) => ({
          key: driver.key ?? '',
          cells: {
            slice:
              driver.rowsPath === null ? (
                say(driver.title)
              ) : (
                <Link to={driver.rowsPath}>{say(driver.title)}</Link>
              ),
            before: shown(driver.before),
            after: shown(driver.after),
            mix: shown(driver.mix),
            rate: shown(driver.rate),
            effect: shown(driver.effect),
          },
        }))}
      />
      <CheckedNote checks={found.checks} warnings={found.warnings} />
    </div>
  );
}
