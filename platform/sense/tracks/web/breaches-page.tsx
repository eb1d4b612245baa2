import { call } from '#kernel/call';
import {
  dateOf,
  type Column,
  type ListSource,
  number,
  SimulatedTag,
  TablePage,
  Time,
  useLanguage,
  useSay,
} from '#ui';
import { operations, type BreachView } from '../contract.ts';
import { words } from './words.ts';

/** The evidence: the playback of the day on which it began, with the breach standing out. */
const pathOf = ({ device, startedAt, endedAt }: BreachView): string => {
  const day = dateOf(new Date(startedAt));
  return `/tracks/playback?device=${encodeURIComponent(device)}&day=${day}&from=${startedAt}&to=${endedAt}`;
};

const source: ListSource<BreachView> = {
  key: ['tracks', 'breaches'],
  load: (query, signal) => {
    const after = typeof query['after'] === 'string' ? query['after'] : undefined;
    return call('tracks', operations.breaches, { query: { after, limit: 50 } }, { signal });
  },
};

function Rule({ title }: Pick<BreachView, 'title'>) {
  return <>{useSay()(title)}</>;
}

function Amount({ value }: { readonly value: number }) {
  return <>{number(value, useLanguage().language, 1)}</>;
}

const columns: readonly Column<BreachView>[] = [
  {
    name: 'label',
    label: words.vehicle,
    show: ({ label, simulated }) => (
      <>
        {label} {simulated && <SimulatedTag />}
      </>
    ),
  },
  { name: 'rule', label: words.rule, show: ({ title }) => <Rule title={title} /> },
  { name: 'from', label: words.from, show: ({ startedAt }) => <Time at={startedAt} /> },
  { name: 'to', label: words.to, show: ({ endedAt }) => <Time at={endedAt} /> },
  {
    name: 'positions',
    label: words.positions,
    end: true,
    show: ({ positions }) => <Amount value={positions} />,
  },
  { name: 'extreme', label: words.extreme, end: true, show: ({ extreme }) => <Amount value={extreme} /> },
];

/** Tracks that broke a rule; each opens into its positions. */
export function BreachesPage() {
  return (
    <TablePage
      id="tracks.breaches"
      title={words.breaches}
      source={source}
      columns={columns}
      keyOf={({ device, rule, day }) => `${day}|${device}|${rule}`}
      rowPath={pathOf}
      empty={{ title: words.noBreach, hint: words.noBreachHint }}
    />
  );
}
