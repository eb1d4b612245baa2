import { Chart, number, PlainTable, SimulatedTag, useCall, useLanguage, useSay, type ChartData } from '#ui';
import { fill } from '#kernel/texts';
import { operations, type RiskKind } from '../../contract.ts';
import { percentOf } from './times.ts';
import { words } from './words.ts';

const end = true;
const mostCharts = 3;
const keyOf = ({ kind, byClock, simulated }: RiskKind) => `${kind} ${String(byClock)} ${String(simulated)}`;

function Name({ kind }: { readonly kind: RiskKind }) {
  const say = useSay();
  return (
    <>
      {say(kind.kindTitle)} {kind.simulated && <SimulatedTag />}
    </>
  );
}

function chartOf({ kindTitle, tenths }: RiskKind, shown: (share: number) => string): ChartData {
  const percent = (share: number) => Math.round(1000 * share) / 10;
  return {
    title: fill(words.calibration, { kind: kindTitle }),
    unit: words.percent,
    kind: 'line',
    categories: tenths.map(({ foretold }) => shown(foretold)),
    categoryLabel: words.tenth,
    series: [
      { name: words.seen, values: tenths.map(({ seen }) => percent(seen)) },
      { name: words.foretold, values: tenths.map(({ foretold }) => percent(foretold)), dashed: true },
    ],
    note: words.calibrationNote,
  };
}

function Kinds({ items }: { readonly items: readonly RiskKind[] }) {
  const { language } = useLanguage();
  const shown = (share: number | null) => (share === null ? '—' : percentOf(share, language));
  const score = (value: number | null) => (value === null ? '—' : number(value, language, 3));
  const drawn = items
    .filter(({ tenths }) => tenths.length > 1)
    .toSorted((one, other) => other.tested - one.tested)
    .slice(0, mostCharts);
  return (
    <>
      <PlainTable
        label={words.foretelling}
        heads={[
          { name: 'kind', label: words.kind },
          { name: 'count', label: words.count, end },
          { name: 'closed', label: words.closed, end },
          { name: 'open', label: words.open, end },
          { name: 'tested', label: words.testedOn, end },
          { name: 'share', label: words.share, end },
          { name: 'brier', label: words.brier, end },
          { name: 'base', label: words.base, end },
        ]}
        rows={items.map((kind) => ({
          key: keyOf(kind),
          cells: {
            kind: <Name kind={kind} />,
            count: kind.count,
            closed: kind.closed,
            open: kind.open,
            tested: kind.tested,
            share: shown(kind.share),
            brier: score(kind.brier),
            base: score(kind.base),
          },
        }))}
      />
      {drawn.map((kind) => (
        <Chart key={keyOf(kind)} data={chartOf(kind, shown)} />
      ))}
    </>
  );
}

/** How good the foretelling of cases was, by kind; nothing where no tasks were looked at yet. */
export function KindsView() {
  const say = useSay();
  const asked = useCall('decision-support', operations.riskKinds, {});
  const items = asked.data?.items ?? [];
  if (items.length === 0) return null;
  const enough = items.filter((kind) => kind.enough);
  const others = items.length - enough.length;
  return (
    <section className="stack">
      <h2>{say(words.foretelling)}</h2>
      <p className="hint">{say(words.foretellingLead)}</p>
      {enough.length > 0 && <Kinds items={enough} />}
      {others > 0 && <p className="quiet">{say(words.others, { count: others })}</p>}
    </section>
  );
}
