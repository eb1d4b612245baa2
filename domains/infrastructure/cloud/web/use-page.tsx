import {
  Chart,
  type ChartData,
  EmptyState,
  PageHead,
  ProblemNote,
  Skeleton,
  useCall,
  useMay,
  useSay,
} from '#ui';
import { operations, type Use } from '../contract.ts';
import { words } from './estate-words.ts';
import { ObservedFile } from './observed-file.tsx';
import { OwnMachine } from './own-machine.tsx';
import { Capacity, Low, Tenants, useNumber } from './use-tables.tsx';

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10);

function Trend({ trend, line }: Pick<Use, 'trend' | 'line'>) {
  const say = useSay();
  const show = useNumber();
  if (trend.length === 0) return <EmptyState title={say(words.noTrend)} hint={say(words.noTrendHint)} />;
  const data: ChartData = {
    title: words.trend,
    unit: { zh: '%', en: '%' },
    kind: 'line',
    categories: trend.map(({ day }) => day),
    categoryLabel: words.day,
    series: [
      { name: words.cpu, values: trend.map(({ cpu }) => round(cpu)) },
      { name: words.memory, values: trend.map(({ memory }) => round(memory)) },
    ],
  };
  return (
    <>
      <Chart data={data} />
      {line && (
        <p className="quiet">
          {say(words.line, {
            basis: line.basis,
            days: line.days,
            perDay: show(line.perDay, 2),
            ahead: show(Math.min(100, Math.max(0, line.ahead))),
          })}
        </p>
      )}
    </>
  );
}

/** What the cloud has, who holds it and how far it is used. */
export function UsePage() {
  const say = useSay();
  const may = useMay();
  const found = useCall('cloud', operations.use, {});
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  return (
    <div className="stack">
      <PageHead title={say(words.use)} lead={say(words.useLead)} />
      {found.data ? (
        <>
          <Capacity {...found.data} />
          <section className="stack tight">
            <h2>{say(words.tenants)}</h2>
            <Tenants {...found.data} />
          </section>
          <section className="stack tight">
            <h2>{say(words.low)}</h2>
            <p className="quiet">{say(words.lowRule)}</p>
            <Low {...found.data} />
          </section>
          <section className="stack tight" aria-label={say(words.trend)}>
            <Trend {...found.data} />
          </section>
          {found.data.own && <OwnMachine own={found.data.own} />}
        </>
      ) : (
        <Skeleton lines={8} />
      )}
      {may('cloud:keep') && <ObservedFile />}
    </div>
  );
}
