import { call } from '#kernel/call';
import { type Column, type ListSource, TablePage, Time, useSay } from '#ui';
import { operations, type Indicator } from '../contract.ts';
import { FigureFreshness, FigureSimulated, FigureValue } from './figure-value.tsx';
import { words } from './words.ts';

const panels: Readonly<Record<string, { zh: string; en: string }>> = words.panels;

function Said({ text }: { readonly text: { zh: string; en: string } }) {
  return <>{useSay()(text)}</>;
}

const source: ListSource<Indicator> = {
  key: ['indicators', 'board'],
  load: async (query, signal) => {
    const { items, at } = await call('indicators', operations.board, { query: {} }, { signal });
    const panel = query['panel'];
    const shown = items.filter(
      (each) => panel === undefined || String(panel).split(',').includes(each.panel),
    );
    return { items: shown, next: null, total: { value: shown.length, capped: false }, asOf: at };
  },
};

const columns: readonly Column<Indicator>[] = [
  { name: 'title', label: words.title, show: (each) => <Said text={each.title} /> },
  { name: 'value', label: words.value, end: true, show: (each) => <FigureValue indicator={each} /> },
  {
    name: 'simulated',
    label: { zh: '标注', en: 'Mark' },
    show: (each) => <FigureSimulated indicator={each} />,
  },
  { name: 'fresh', label: words.fresh, show: (each) => <FigureFreshness indicator={each} /> },
  {
    name: 'panel',
    label: words.panel,
    show: (each) => <Said text={panels[each.panel] ?? { zh: each.panel, en: each.panel }} />,
  },
  {
    name: 'owner',
    label: words.owner,
    show: (each) => (each.owner ? <Said text={each.owner.name} /> : null),
  },
  {
    name: 'computedAt',
    label: words.computedAt,
    later: true,
    show: (each) => (each.computedAt ? <Time at={each.computedAt} /> : null),
  },
];

/** All figures of the city. */
export function IndicatorsPage() {
  const say = useSay();
  return (
    <TablePage
      id="indicators"
      title={words.indicators}
      source={source}
      columns={columns}
      keyOf={({ code }) => code}
      rowPath={({ code }) => `/indicators/${code}`}
      lead={say(words.lead)}
      filters={[
        {
          name: 'panel',
          label: words.panel,
          kind: 'choice',
          choices: Object.entries(words.panels).map(([value, label]) => ({ value, label })),
        },
      ]}
    />
  );
}
