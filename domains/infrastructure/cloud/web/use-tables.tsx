import { Link } from 'react-router';
import type { Text } from '#kernel/texts';
import { PlainTable, EmptyState, Lamp, number, SimulatedTag, useLanguage, useSay } from '#ui';
import type { Tenant, Use } from '../contract.ts';
import { dimensions } from '../rules.ts';
import { dimensionWords, words } from './estate-words.ts';

export const useNumber = () => {
  const { language } = useLanguage();
  return (value: number | null, digits = 1): string =>
    value === null ? '—' : number(value, language, digits);
};

const capacityHeads = [
  { name: 'resource', label: words.resource },
  { name: 'pool', label: words.pool, end: true },
  { name: 'promised', label: words.promised, end: true },
  { name: 'free', label: words.free, end: true },
  { name: 'held', label: words.held, end: true },
];

const percent = (name: string, { zh, en }: Text) => ({
  name,
  label: { zh: `${zh}（%）`, en: `${en} (%)` },
  end: true,
});

const tenantHeads = [
  { name: 'tenant', label: words.tenant },
  ...dimensions.map((name) => ({
    name,
    label: { zh: `${dimensionWords[name].zh}占用 / 配额`, en: `${dimensionWords[name].en}: held / quota` },
    end: true,
  })),
  { name: 'machines', label: words.machines, end: true },
  { name: 'low', label: words.low, end: true },
  percent('cpuUse', words.cpuUse),
  percent('memoryUse', words.memoryUse),
];

const lowHeads = [
  { name: 'machine', label: words.machine },
  { name: 'tenant', label: words.tenant },
  percent('cpuUse', words.cpuUse),
  percent('peak', words.peak),
  percent('memoryUse', words.memoryUse),
  { name: 'days', label: words.days, end: true },
];

/** What the pool offers, and how much of it is promised and held. For whoever sees the whole. */
export function Capacity({ pool, promised, held }: Pick<Use, 'pool' | 'promised' | 'held'>) {
  const say = useSay();
  const show = useNumber();
  if (!pool || !promised || !held) return null;
  const rows = dimensions.map((each) => ({
    key: each,
    cells: {
      resource: say(dimensionWords[each]),
      pool: show(pool[each]),
      promised: show(promised[each]),
      free:
        promised[each] > pool[each] ? (
          <Lamp colour="red">{say(words.over)}</Lamp>
        ) : (
          show(pool[each] - promised[each])
        ),
      held: show(held[each]),
    },
  }));
  return (
    <section className="stack tight">
      <h2>{say(words.capacity)}</h2>
      <PlainTable label={words.capacity} heads={capacityHeads} rows={rows} />
    </section>
  );
}

function TenantName({ tenant: { organisation, name, quota, held, simulated } }: { readonly tenant: Tenant }) {
  const say = useSay();
  const isOver = quota !== null && dimensions.some((each) => held[each] > quota[each]);
  return (
    <>
      {name ? say(name) : organisation} {simulated && <SimulatedTag />}
      {isOver && <Lamp colour="red">{say(words.overQuota)}</Lamp>}
    </>
  );
}

/** Departments with what they hold, may hold and use. */
export function Tenants({ tenants }: Pick<Use, 'tenants'>) {
  const say = useSay();
  const show = useNumber();
  if (tenants.length === 0)
    return <EmptyState title={say(words.noTenants)} hint={say(words.noTenantsHint)} />;
  const rows = tenants.map((tenant) => ({
    key: tenant.organisation,
    cells: {
      tenant: <TenantName tenant={tenant} />,
      ...Object.fromEntries(
        dimensions.map((each) => [
          each,
          `${show(tenant.held[each])} / ${tenant.quota ? show(tenant.quota[each]) : say(words.noQuota)}`,
        ]),
      ),
      machines: show(tenant.machines),
      low: show(tenant.low),
      cpuUse: show(tenant.cpuUse),
      memoryUse: show(tenant.memoryUse),
    },
  }));
  return <PlainTable label={words.tenants} heads={tenantHeads} rows={rows} />;
}

/** Machines of little use, the idlest first. */
export function Low({ low }: Pick<Use, 'low'>) {
  const say = useSay();
  const show = useNumber();
  if (low.length === 0) return <EmptyState title={say(words.noLow)} hint={say(words.noLowHint)} />;
  const rows = low.map((each) => ({
    key: each.code,
    cells: {
      machine: (
        <>
          <Link to={`/cloud/assets/${each.code}`}>{each.name}</Link> {each.simulated && <SimulatedTag />}
        </>
      ),
      tenant: each.tenantName ? say(each.tenantName) : '—',
      cpuUse: show(each.cpuUse),
      peak: show(each.cpuPeak),
      memoryUse: show(each.memoryUse),
      days: show(each.observedDays),
    },
  }));
  return <PlainTable label={words.low} heads={lowHeads} rows={rows} />;
}
