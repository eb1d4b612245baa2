import { FieldList, ProblemNote, Skeleton, useCall, useSay, type FieldLine } from '#ui';
import { operations } from '../contract.ts';
import { useTableNames } from './table-name.tsx';
import { texts } from './words.ts';

const period = (from: string | null, to: string | null) => `${from ?? '…'} – ${to ?? '…'}`;

/** What a code means on a day, what stands above it, and how other tables say it. */
export function Meaning({
  table,
  code,
  on,
}: {
  readonly table: string;
  readonly code: string;
  readonly on: string;
}) {
  const say = useSay();
  const nameOf = useTableNames();
  const query = on === '' ? {} : { on };
  const asked = useCall('codes', operations.meaning, { params: { table, code }, query });
  if (asked.isError) return <ProblemNote problem={asked.error} />;
  if (!asked.data) return <Skeleton lines={3} />;
  const { label, usedFrom, usedTo, above, others, mapped } = asked.data;
  const lines: FieldLine[] = [
    { name: 'name', label: say(texts.name), value: say(label) },
    { name: 'on', label: say(texts.on), value: asked.data.on },
    { name: 'from', label: say(texts.usedFrom), value: usedFrom ?? '—' },
    { name: 'to', label: say(texts.usedTo), value: usedTo ?? '—' },
    {
      name: 'above',
      label: say(texts.above),
      value: above.length === 0 ? '—' : above.map((each) => `${each.code} ${say(each.label)}`).join(' › '),
    },
    ...others.map((other, at) => ({
      name: `other-${at}`,
      label: say(texts.others),
      value: `${period(other.usedFrom, other.usedTo)}: ${say(other.label)}`,
    })),
    ...mapped.map(({ table: other, to }) => ({
      name: `mapped-${other}`,
      label: `${say(texts.mapped)} ${nameOf(other)}`,
      value: to.map((each) => `${each.code} ${say(each.label)} (${say(texts[each.kind])})`).join(', '),
    })),
  ];
  return (
    <section aria-label={say(texts.meaning, { code })} className="stack tight">
      <h2>{say(texts.meaning, { code: `${nameOf(table)} ${code}` })}</h2>
      <FieldList lines={lines} />
    </section>
  );
}
