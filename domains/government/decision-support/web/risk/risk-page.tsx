import { useMemo } from 'react';
import { Link } from 'react-router';
import { call } from '#kernel/call';
import {
  ProblemNote,
  SimulatedTag,
  TablePage,
  Time,
  useAct,
  useCall,
  useLanguage,
  useMay,
  useSay,
  type Column,
  type Filter,
  type ListSource,
} from '#ui';
import { levelNames, levels, operations, refusalNames, type RiskCase } from '../../contract.ts';
import { LevelTag } from '../level-tag.tsx';
import { CasePane } from './case-pane.tsx';
import { hoursOf, percentOf } from './times.ts';
import { words } from './words.ts';

type Query = Parameters<typeof call<typeof operations.riskCases>>[2]['query'];

const source: ListSource<RiskCase> = {
  key: ['decision-support', 'risk'],
  load: async (query, signal) =>
    call('decision-support', operations.riskCases, { query: query as Query }, { signal }),
};

function Title({ one }: { readonly one: RiskCase }) {
  const say = useSay();
  return (
    <>
      {one.title ? say(one.title) : <span className="quiet">{say(words.unnamed)}</span>}{' '}
      {one.simulated && <SimulatedTag />}
    </>
  );
}

function Chance({ one: { chance, refused } }: { readonly one: RiskCase }) {
  const say = useSay();
  const { language } = useLanguage();
  if (chance !== null) return <>{percentOf(chance, language)}</>;
  return <span className="quiet">{refused === null ? '—' : say(refusalNames[refused])}</span>;
}

function Age({ one }: { readonly one: RiskCase }) {
  const say = useSay();
  const { language } = useLanguage();
  return <>{one.age === null ? '—' : hoursOf(one.age, one, { say, language })}</>;
}

function Said({ text }: { readonly text: RiskCase['kindTitle'] }) {
  return <>{useSay()(text)}</>;
}

function Level({ one: { level } }: { readonly one: RiskCase }) {
  const say = useSay();
  return level ? <LevelTag level={level} /> : <span className="quiet">{say(words.noLevel)}</span>;
}

const columns: readonly Column<RiskCase>[] = [
  { name: 'title', label: words.case, show: (one) => <Title one={one} /> },
  { name: 'chance', label: words.chance, show: (one) => <Chance one={one} /> },
  { name: 'level', label: words.level, show: (one) => <Level one={one} /> },
  { name: 'due', label: words.due, show: ({ dueAt }) => <Time at={dueAt} /> },
  { name: 'kind', label: words.kind, show: ({ kindTitle }) => <Said text={kindTitle} /> },
  { name: 'owner', label: words.owner, show: ({ ownerTitle }) => <Said text={ownerTitle} /> },
  { name: 'age', label: words.age, show: (one) => <Age one={one} />, later: true },
];

function useFilters(): readonly Filter[] {
  const asked = useCall('decision-support', operations.riskKinds, {}, { staleMs: 60_000 });
  const items = asked.data?.items;
  return useMemo(() => {
    const kinds = new Map((items ?? []).map(({ kind, kindTitle }) => [kind, kindTitle]));
    return [
      {
        name: 'kind',
        label: words.kind,
        kind: 'choice',
        choices: [...kinds].map(([value, label]) => ({ value, label })),
      },
      { name: 'owner', label: words.owner, kind: 'record', record: 'organisations.organisation' },
      {
        name: 'level',
        label: words.level,
        kind: 'choice',
        choices: levels.map((level) => ({ value: level, label: levelNames[level] })),
      },
      { name: 'due', label: words.due, kind: 'date' },
    ];
  }, [items]);
}

function Actions() {
  const say = useSay();
  const may = useMay();
  const act = useAct('decision-support', operations.judgeRisks, { renews: ['decision-support'] });
  if (!may('decision-support:define')) return null;
  return (
    <>
      <Link className="button second" to="/decision-support/case-rules/new">
        {say(words.define)}
      </Link>
      <button type="button" className="button" disabled={act.isPending} onClick={() => act.mutate({})}>
        {say(words.judge)}
      </button>
      {act.isError && <ProblemNote problem={act.error} />}
      <span role="status">{act.isSuccess && say(words.judging)}</span>
    </>
  );
}

/** Open cases by how likely they are to be late; one opened says what speaks for it. */
export function RiskPage() {
  const say = useSay();
  return (
    <TablePage
      id="decision-support.risk"
      title={words.risk}
      lead={say(words.lead)}
      source={source}
      columns={columns}
      filters={useFilters()}
      actions={<Actions />}
      keyOf={({ task }) => task}
      detail={(id) => <CasePane id={id} />}
      empty={{ title: words.none, hint: words.noneHint }}
    />
  );
}
