import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { call } from '#kernel/call';
import {
  DrillPath,
  EmptyState,
  ExportButton,
  FieldList,
  number,
  PageHead,
  ProblemNote,
  Reveal,
  SimulatedTag,
  Skeleton,
  Tag,
  Time,
  useCall,
  useLanguage,
  useMay,
  useSay,
  type ExportFormat,
} from '#ui';
import { operations, Kind, type Run } from '../contract.ts';
import { kindNames } from '../records.ts';
import { RowsTable } from './rows-table.tsx';
import { texts } from './words.ts';

const pageSize = 50;

/** One run of a comparison: what came out, and every row with something the matter, both values side by side. */
export function RunPage() {
  const say = useSay();
  const { run: id = '' } = useParams();
  const run = useCall('reconciliation', operations.run, { params: { run: id } });
  if (run.isPending) return <Skeleton lines={10} />;
  if (run.isError) return <ProblemNote problem={run.error} onRetry={() => void run.refetch()} />;
  const { title, comparison, startedAt, simulated, status, problem } = run.data;
  return (
    <div className="stack">
      <DrillPath
        label={say(texts.where)}
        steps={[
          { label: say(texts.title), to: '/reconciliation/comparisons' },
          { label: say(title), to: `/reconciliation/comparisons/${comparison}` },
          { label: say(texts.rows) },
        ]}
      />
      <PageHead
        title={say(title)}
        lead={
          <>
            <Time at={startedAt} /> <Tag>{say(texts[status])}</Tag> {simulated && <SimulatedTag />}
          </>
        }
      />
      {problem && <p className="notice wrong">{say(problem)}</p>}
      {run.data.summary && (
        <>
          <Summary run={run.data} />
          <Rows run={run.data} />
        </>
      )}
    </div>
  );
}

function Summary({ run }: { readonly run: Run }) {
  const say = useSay();
  const { language } = useLanguage();
  const { summary, left, right } = run;
  if (!summary) return null;
  const count = (value: number) => number(value, language);
  const side = ({ title, ownerName }: Run['left'], rows: number) =>
    `${say(title)} · ${say(ownerName)} · ${say(texts.rowsOf, { rows: count(rows) })}`;
  const { kinds } = summary;
  const others =
    kinds['duplicate-left'] + kinds['duplicate-right'] + kinds['no-key-left'] + kinds['no-key-right'];
  const folded = (summary.folded?.left ?? 0) + (summary.folded?.right ?? 0);
  const lines = [
    [say(texts.left), side(left, summary.rows.left)],
    [say(texts.right), side(right, summary.rows.right)],
    [say(texts.compared), count(summary.compared)],
    [say(texts.equal), count(summary.equal)],
    [say(texts.differs), count(kinds.differs)],
    ...run.fields.map((field) => [
      say(texts.differsIn, { field: say(field.left) }),
      count(summary.fields[field.name] ?? 0),
    ]),
    [say(texts.onlyLeft), count(kinds['only-left'])],
    [say(texts.onlyRight), count(kinds['only-right'])],
    [say(texts.others), count(others)],
    ...(folded > 0 ? [[say(texts.folded), count(folded)]] : []),
    [say(texts.findings), count(run.findings)],
    [say(texts.closed), count(run.closed)],
  ];
  return <FieldList lines={lines.map(([label = '', value]) => ({ name: label, label, value }))} />;
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly all: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, all, options, onChoose }: ChoiceProps) {
  return (
    <label className="field">
      <span>{label}</span>
      <select className="select" value={value} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What is chosen stands in the address, so that it can be handed on. */
function useChoice() {
  const [search, setSearch] = useSearchParams();
  const kind = Kind.safeParse(search.get('kind')).data;
  const field = search.get('field') ?? undefined;
  const after = Number(search.get('after') ?? 0) || 0;
  const choose = (name: string, value: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before);
      if (name !== 'after') next.delete('after');
      if (value === '') next.delete(name);
      else next.set(name, value);
      return next;
    });
  return { query: { ...(kind ? { kind } : {}), ...(field ? { field } : {}) }, kind, field, after, choose };
}

type Chosen = ReturnType<typeof useChoice>;

function Choices({ run, chosen }: { readonly run: Run; readonly chosen: Chosen }) {
  const say = useSay();
  const fields = run.fields.map(({ name, left }) => ({
    value: name,
    label: say(texts.differsIn, { field: say(left) }),
  }));
  return (
    <div className="row">
      <Choice
        label={say(texts.kind)}
        value={chosen.kind ?? ''}
        all={say(texts.all)}
        options={Kind.options.map((value) => ({ value, label: say(kindNames[value] ?? texts.all) }))}
        onChoose={(value) => chosen.choose('kind', value)}
      />
      <Choice
        label={say(texts.field)}
        value={chosen.field ?? ''}
        all={say(texts.anyField)}
        options={fields}
        onChoose={(value) => chosen.choose('field', value)}
      />
    </div>
  );
}

function useRows(run: Run, chosen: Chosen, purpose: string | undefined) {
  const options = purpose ? { purpose } : {};
  const reveal = purpose ? ('yes' as const) : ('no' as const);
  const params = { run: run.id };
  const asked = { params, query: { ...chosen.query, after: chosen.after, limit: pageSize, reveal } };
  const rows = useQuery({
    queryKey: ['reconciliation', 'rows', asked, purpose],
    // What was shown for a purpose is not kept once it is no longer looked at.
    ...(purpose ? { gcTime: 0, staleTime: Infinity } : {}),
    queryFn: ({ signal }) => call('reconciliation', operations.rows, asked, { signal, ...options }),
  });
  const start = (format: ExportFormat) =>
    call('reconciliation', operations.export, { params, body: { ...chosen.query, format, reveal } }, options);
  return { rows, start };
}

function Steps({ chosen, next }: { readonly chosen: Chosen; readonly next: number | null | undefined }) {
  const say = useSay();
  return (
    <div className="row">
      {chosen.after > 0 && (
        <button type="button" className="button" onClick={() => chosen.choose('after', '')}>
          {say(texts.first)}
        </button>
      )}
      {typeof next === 'number' && (
        <button type="button" className="button" onClick={() => chosen.choose('after', String(next))}>
          {say(texts.next)}
        </button>
      )}
    </div>
  );
}

function Rows({ run }: { readonly run: Run }) {
  const say = useSay();
  const may = useMay();
  const { language } = useLanguage();
  const [purpose, setPurpose] = useState<string>();
  const chosen = useChoice();
  const { rows, start } = useRows(run, chosen, purpose);
  const page = rows.data;
  return (
    <section className="stack" aria-labelledby="matter-rows">
      <div className="row apart">
        <h2 id="matter-rows">{say(texts.rows)}</h2>
        <ExportButton start={start} />
      </div>
      <Choices run={run} chosen={chosen} />
      {may('reconciliation:reveal') && <Reveal purpose={purpose} onPurpose={setPurpose} />}
      {rows.isError && <ProblemNote problem={rows.error} onRetry={() => void rows.refetch()} />}
      {rows.isPending && <Skeleton lines={8} />}
      {page && <p className="small quiet">{say(texts.total, { count: number(page.total, language) })}</p>}
      {page?.items.length === 0 && <EmptyState title={say(texts.nothing)} hint={say(texts.nothingHint)} />}
      {page && page.items.length > 0 && <RowsTable run={run} rows={page.items} />}
      <Steps chosen={chosen} next={page?.next} />
    </section>
  );
}
