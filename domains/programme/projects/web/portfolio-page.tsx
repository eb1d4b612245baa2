import { Link, useSearchParams } from 'react-router';
import type { Text } from '#kernel/texts';
import {
  FieldList,
  Lamp,
  number,
  PageHead,
  PlainTable,
  ProblemNote,
  SimulatedTag,
  Skeleton,
  useCall,
  useLanguage,
  useSay,
} from '#ui';
import { lights, operations, stateNames, states, type Light, type Portfolio } from '../contract.ts';
import { portfolioWords as words } from './portfolio-words.ts';
import { useYuan } from './use-yuan.ts';

const names = ['state', 'light', 'unit', 'keyProject'] as const;
type Name = (typeof names)[number];

const lightNames: Readonly<Record<Light, Text>> = {
  red: words.red,
  amber: words.amber,
  green: words.green,
  grey: words.grey,
};

interface PickerProps {
  readonly name: Name;
  readonly label: Text;
  readonly choices: readonly { readonly value: string; readonly title: Text }[];
}

/** A filter that stands in the address. */
function Picker({ name, label, choices }: PickerProps) {
  const say = useSay();
  const [search, setSearch] = useSearchParams();
  const choose = (value: string) =>
    setSearch((now) => {
      const next = new URLSearchParams(now);
      if (value) next.set(name, value);
      else next.delete(name);
      return next;
    });
  return (
    <label className="field">
      {say(label)}
      <select
        className="input"
        value={search.get(name) ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{say(words.every)}</option>
        {choices.map(({ value, title }) => (
          <option key={value} value={value}>
            {say(title)}
          </option>
        ))}
      </select>
    </label>
  );
}

type Item = Portfolio['items'][number];

/** Units that are shown, and the one that is asked for. */
function unitsIn(items: readonly Item[], asked: string | null) {
  const units = new Map(
    items.map(({ unit, unitName }) => [unit, unitName ?? { zh: unit, en: unit }] as const),
  );
  if (asked && !units.has(asked)) units.set(asked, { zh: asked, en: asked });
  return [...units].map(([value, title]) => ({ value, title }));
}

const Day = ({ day }: { readonly day: string | null }) => (
  <span style={{ whiteSpace: 'nowrap' }}>{day ?? '—'}</span>
);

function Table({ items }: { readonly items: readonly Item[] }) {
  const say = useSay();
  const yuan = useYuan();
  const { language } = useLanguage();
  const index = (value: number | null) => (value === null ? '—' : number(value, language, 2));
  const heads = ['title', 'light', 'unit', 'state', 'endsBy', 'finish', 'late'] as const;
  const money = ['budget', 'contracted', 'paid', 'estimate', 'cost', 'time'] as const;
  return (
    <PlainTable
      label={words.portfolio}
      heads={[
        ...heads.map((name) => ({ name, label: words[name], end: name === 'late' })),
        ...money.map((name) => ({ name, label: words[name], end: true })),
      ]}
      rows={items.map((item) => ({
        key: item.code,
        cells: {
          title: (
            <>
              <Link
                to={`/projects/undertakings/${encodeURIComponent(item.code)}`}
                style={{ display: 'inline-block', minWidth: '10rem' }}
              >
                {item.title}
              </Link>{' '}
              {item.simulated && <SimulatedTag />}
            </>
          ),
          light: <Lamp colour={item.light}>{say(lightNames[item.light])}</Lamp>,
          unit: item.unitName ? say(item.unitName) : item.unit,
          state: say(stateNames[item.state] ?? words.every),
          endsBy: <Day day={item.endsBy} />,
          finish: <Day day={item.finishOn} />,
          late: item.late ?? '—',
          budget: yuan(item.budgetFen),
          contracted: yuan(item.contractedFen),
          paid: yuan(item.paidFen),
          estimate: yuan(item.estimateFen),
          cost: index(item.costPerformance),
          time: index(item.timePerformance),
        },
      }))}
    />
  );
}

function Shown({ found }: { readonly found: Portfolio }) {
  const say = useSay();
  const yuan = useYuan();
  const { totals, items, asOf, capped } = found;
  const sums = [
    [words.count, totals.count],
    [words.budget, yuan(totals.budgetFen)],
    [words.contracted, yuan(totals.contractedFen)],
    [words.paid, yuan(totals.paidFen)],
  ] as const;
  return (
    <>
      <FieldList lines={sums.map(([label, value]) => ({ name: label.en, label: say(label), value }))} />
      {items.length === 0 ? <p className="quiet">{say(words.none)}</p> : <Table items={items} />}
      <p className="quiet">
        {say(words.rule)} {say(words.asOf, { day: asOf })}
      </p>
      {capped && <p className="notice">{say(words.capped)}</p>}
    </>
  );
}

/** All undertakings with what is foreseen of each; what is chosen stands in the address. */
export function PortfolioPage() {
  const say = useSay();
  const [search] = useSearchParams();
  const query = Object.fromEntries(
    names.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])),
  );
  const found = useCall('projects', operations.portfolio, { query } as never);
  const all = useCall('projects', operations.portfolio, { query: {} } as never);
  return (
    <div className="stack">
      <PageHead title={say(words.portfolio)} lead={say(words.lead)} />
      <div className="row no-print">
        <Picker
          name="state"
          label={words.state}
          choices={states.map((value) => ({ value, title: stateNames[value] ?? words.every }))}
        />
        <Picker
          name="light"
          label={words.light}
          choices={lights.map((value) => ({ value, title: lightNames[value] }))}
        />
        <Picker name="unit" label={words.unit} choices={unitsIn(all.data?.items ?? [], search.get('unit'))} />
        <Picker
          name="keyProject"
          label={words.keyProject}
          choices={keyProjectsIn(all.data?.items ?? [], search.get('keyProject'))}
        />
      </div>
      {found.isError && <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />}
      {found.data ? <Shown found={found.data} /> : !found.isError && <Skeleton lines={6} />}
    </div>
  );
}

function keyProjectsIn(items: readonly Item[], asked: string | null) {
  const names = new Map<string, Text>();
  for (const { keyProject: id, keyProjectName } of items)
    if (id) names.set(id, keyProjectName ?? { zh: id, en: id });
  if (asked && !names.has(asked)) names.set(asked, { zh: asked, en: asked });
  return [...names].toSorted().map(([value, title]) => ({ value, title }));
}
