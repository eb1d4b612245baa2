import { Link } from 'react-router';
import type { Text } from '#kernel/texts';
import { operations as catalogue } from '#platform/data/catalogue/contract';
import {
  EmptyState,
  HeadRow,
  number,
  ProblemNote,
  ScrollRegion,
  SimulatedTag,
  Skeleton,
  Time,
  useAct,
  useCall,
  useJobs,
  useLanguage,
  useMay,
  useSay,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations, type FieldPair, type KeyPair, type Run } from '../contract.ts';
import { texts } from './words.ts';

/** How two values are held against each other, in words. */
function howOf(field: FieldPair, say: Say): string {
  const said: string[] = [
    say(
      { text: texts.kindText, number: texts.kindNumber, date: texts.kindDate, code: texts.kindCode }[
        field.kind
      ],
    ),
  ];
  if (field.absolute !== undefined) said.push(say(texts.within, { most: field.absolute }));
  if (field.relative !== undefined) said.push(say(texts.withinShare, { most: field.relative * 100 }));
  if (field.days) said.push(say(texts.withinDays, { most: field.days }));
  if (field.pairs?.length) said.push(say(texts.mapped, { count: field.pairs.length }));
  if (field.missing === 'skipped') said.push(say(texts.skipped));
  return said.join(' · ');
}

function useLabels(code: string): (name: string) => Text {
  const dataset = useCall('catalogue', catalogue.dataset, { params: { code } });
  return (name) => dataset.data?.fields.find((field) => field.name === name)?.label ?? { zh: name, en: name };
}

function Compares({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const left = useLabels(String(row['leftDataset']));
  const right = useLabels(String(row['rightDataset']));
  const keys = row['keys'] as readonly KeyPair[];
  const fields = row['fields'] as readonly FieldPair[];
  return (
    <ScrollRegion label={say(texts.compares)}>
      <table className="data-table">
        <HeadRow names={['left', 'right', 'how']} texts={texts} />
        <tbody>
          {keys.map((key) => (
            <tr key={`${key.left} ${key.right}`}>
              <td>{say(left(key.left))}</td>
              <td>{say(right(key.right))}</td>
              <td>{say(texts.key)}</td>
            </tr>
          ))}
          {fields.map((field) => (
            <tr key={field.left}>
              <td>{say(left(field.left))}</td>
              <td>{say(right(field.right))}</td>
              <td>{howOf(field, say)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function RunLine({ run }: { readonly run: Run }) {
  const say = useSay();
  const { language } = useLanguage();
  const count = (value: number | undefined) => (value === undefined ? '—' : number(value, language));
  return (
    <tr>
      <td>
        <Link to={`/reconciliation/runs/${run.id}`}>
          <Time at={run.startedAt} />
        </Link>{' '}
        {run.simulated && <SimulatedTag />}
      </td>
      <td>{say(texts[run.status])}</td>
      <td>{count(run.summary?.compared)}</td>
      <td>{count(run.summary?.kinds.differs)}</td>
      <td>{count(run.summary?.kinds['only-left'])}</td>
      <td>{count(run.summary?.kinds['only-right'])}</td>
      <td>{count(run.findings)}</td>
      <td>{count(run.closed)}</td>
    </tr>
  );
}

function Runs({ code }: { readonly code: string }) {
  const say = useSay();
  const runs = useCall('reconciliation', operations.runs, { params: { comparison: code }, query: {} });
  if (runs.isPending) return <Skeleton lines={4} />;
  if (runs.isError) return <ProblemNote problem={runs.error} onRetry={() => void runs.refetch()} />;
  if (runs.data.items.length === 0)
    return <EmptyState title={say(texts.noRuns)} hint={say(texts.noRunsHint)} />;
  return (
    <ScrollRegion label={say(texts.runs)}>
      <table className="data-table">
        <HeadRow
          names={['started', 'state', 'compared', 'differs', 'onlyLeft', 'onlyRight', 'findings', 'closed']}
          texts={texts}
        />
        <tbody>
          {runs.data.items.map((run) => (
            <RunLine key={run.id} run={run} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function RunNow({ code }: { readonly code: string }) {
  const say = useSay();
  const may = useMay();
  const { watch } = useJobs();
  const act = useAct('reconciliation', operations.start, { done: ({ job }) => watch(job) });
  if (!may('reconciliation:run')) return null;
  return (
    <>
      <button
        type="button"
        className="button primary"
        disabled={act.isPending}
        onClick={() => act.mutate({ params: { comparison: code } })}
      >
        {say(texts.run)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
    </>
  );
}

const shown = [
  'leftDataset',
  'leftOwner',
  'rightDataset',
  'rightOwner',
  'missing',
  'rhythm',
  'findings',
  'code',
];

/** A comparison: what it compares, and its runs. */
export const comparisonDetail = {
  fields: shown,
  actions: (row: AnyRow) => <RunNow code={String(row['code'])} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.runs), content: <Runs code={String(row['code'])} /> },
    { title: say(texts.compares), content: <Compares row={row} /> },
  ],
};
