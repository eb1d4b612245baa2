import { Chart, type ChartData, useLanguage, useSay } from '#ui';
import type { Indicator } from '../contract.ts';
import { words } from './words.ts';

/** The parts of a figure as bars with their table; a part with rows of its own opens them. */
export function PartsOfFigure({ indicator }: { readonly indicator: Indicator }) {
  const say = useSay();
  const { language } = useLanguage();
  const { parts, partsUnit, title } = indicator;
  const data: ChartData = {
    title: { zh: `${title.zh} · ${words.parts.zh}`, en: `${title.en}: parts` },
    unit: partsUnit,
    kind: 'row',
    categories: parts.map((part) => part.title[language]),
    categoryLabel: words.part,
    series: [{ name: title, values: parts.map(({ value }) => value) }],
    note: words.partsNote,
  };
  return (
    <div aria-label={say(words.parts)}>
      <Chart
        data={data}
        height={Math.max(160, parts.length * 26 + 60)}
        categoryPath={(index) => parts[index]?.path ?? undefined}
      />
    </div>
  );
}
