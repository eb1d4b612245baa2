import { type FormEvent } from 'react';
import { Link } from 'react-router';
import {
  ActForms,
  FieldList,
  Line,
  ProblemNote,
  Skeleton,
  type ActForm,
  type AnyRow,
  type DetailSection,
  type FieldLine,
  type Say,
  useAct,
  useCall,
  useMay,
  useSay,
} from '#ui';
import { levelNames, operations, type Detector, type Proposed, type Risk, usedLevels } from '../contract.ts';
import { placeOf, placeText } from './form-values.ts';
import { words as riskWords } from './risk/words.ts';
import { words } from './words.ts';

function riskLines(detector: Risk, say: Say): FieldLine[] {
  const shown = (chance: number) => `${Math.round(100 * chance)} %`;
  return [
    { name: 'unit', label: say(words.method), value: say(riskWords.levelsOf) },
    ...usedLevels(detector.levels).map(({ level, at }) => ({
      name: level,
      label: say(levelNames[level]),
      value: shown(at),
    })),
    {
      name: 'clear',
      label: say(words.clear),
      value: detector.clear === undefined ? '—' : shown(detector.clear),
    },
  ];
}

function linesOf(detector: Detector | Risk, say: Say): FieldLine[] {
  if (detector.kind === 'risk') return riskLines(detector, say);
  const unit = { limits: words.limitsOf, control: words.widthsOf, forecast: words.sharesOf }[detector.kind];
  const line = (name: string, label: string, value: string | number) => ({
    name,
    label,
    value: String(value),
  });
  const reached = usedLevels(detector.levels).map(({ level, at }) => line(level, say(levelNames[level]), at));
  if (detector.kind === 'limits')
    return [
      line('direction', say(words.direction), say(words[detector.direction])),
      ...reached,
      line('clear', say(words.clear), detector.clear ?? '—'),
      line('times', say(words.times), `${detector.times} / ${detector.of}`),
    ];
  const more =
    detector.kind === 'control'
      ? [
          line('chart', say(words.chart), say(words.charts[detector.chart])),
          line('baseline', say(words.baseline), detector.baseline),
        ]
      : [line('history', say(words.history), detector.history)];
  return [
    line('unit', say(words.method), say(unit)),
    ...more,
    ...reached,
    line('side', say(words.side), say(words[detector.side])),
    line('calm', say(words.calm), detector.calm),
  ];
}

const ofCases = (row: AnyRow): boolean => row['kind'] === 'risk';

function How({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const place = placeText((row['place'] ?? {}) as Record<string, string>);
  const days = row['deadlines'] as Readonly<Record<string, number>>;
  const by = typeof row['by'] === 'string' ? row['by'] : say(words.whole);
  const kind = typeof row['taskKind'] === 'string' ? row['taskKind'] : say(riskWords.allKinds);
  const lines: FieldLine[] = [
    ofCases(row)
      ? { name: 'taskKind', label: say(riskWords.kind), value: kind }
      : { name: 'by', label: say(words.by), value: by },
    ...(place === '' ? [] : [{ name: 'where', label: say(words.where), value: place }]),
    ...linesOf(row['detector'] as Detector | Risk, say),
    { name: 'deadlines', label: say(words.deadlines), value: Object.values(days).join(' / ') },
  ];
  return <FieldList lines={lines} />;
}

const heads = [words.raised, words.trueOnes, words.falseOnes, words.foundOnes, words.unknownOnes];
type Score = NonNullable<Proposed['present']>;

function ScoreRow({ name, score }: { readonly name: string; readonly score: Score }) {
  const { raised, right, wrong, found, unknown } = score;
  return (
    <tr>
      <th scope="row">{name}</th>
      {Object.entries({ raised, right, wrong, found, unknown }).map(([key, value]) => (
        <td key={key}>{value}</td>
      ))}
    </tr>
  );
}

function Compared({ proposed }: { readonly proposed: Proposed }) {
  const say = useSay();
  const { present, proposal, rule, known } = proposed;
  if (!present || !proposal) return <p className="quiet">{say(words.noProposal, { known })}</p>;
  return (
    <div className="stack">
      <table className="data-table">
        <caption>{say(words.proposal)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(words.limits)}</th>
            {heads.map((head) => (
              <th key={head.en} scope="col">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <ScoreRow name={say(words.present)} score={present} />
          <ScoreRow name={say(words.proposed)} score={proposal.score} />
        </tbody>
      </table>
      <FieldList lines={linesOf(proposal.detector, say)} />
      <div className="row">
        <Link className="button" to={`/decision-support/rules/new?rule=${rule}&proposed=yes`}>
          {say(words.takeProposal)}
        </Link>
      </div>
    </div>
  );
}

function Proposal({ code }: { readonly code: string }) {
  const say = useSay();
  const asked = useCall('decision-support', operations.proposal, { params: { code } });
  if (asked.isPending) return <Skeleton lines={3} />;
  if (asked.isError) return <ProblemNote problem={asked.error} onRetry={() => void asked.refetch()} />;
  return (
    <>
      <p className="hint">{say(words.proposalLead)}</p>
      <Compared proposed={asked.data} />
    </>
  );
}

function MissForm({ code }: { readonly code: string }) {
  const say = useSay();
  const act = useAct('decision-support', operations.miss, { renews: ['records'] });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const text = (name: string) => String(said.get(name) ?? '').trim();
    const body = { period: text('period'), where: placeOf(text('where')), what: text('what') };
    act.mutate({ params: { code }, body });
  };
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.miss)}>
      <p className="hint">{say(words.missHint)}</p>
      <div className="row">
        <Line name="period" label={words.period} />
        <Line name="where" label={words.where} required={false} />
      </div>
      <Line name="what" label={words.what} />
      <div className="row">
        <button type="submit" className="button" disabled={act.isPending}>
          {say(words.miss)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
      <p role="status">{act.isSuccess && say(words.marked)}</p>
    </form>
  );
}

const retired: readonly ActForm<null>[] = [
  {
    asks: [],
    buttons: [{ word: words.retire, danger: true, will: words.retireWill, make: () => null }],
  },
];

function Actions({ code, cases }: { readonly code: string; readonly cases: boolean }) {
  const say = useSay();
  const may = useMay();
  const retire = useAct('decision-support', operations.retireRule, { renews: ['records'] });
  if (!may('decision-support:define')) return null;
  return (
    <>
      <Link
        className="button second"
        to={`/decision-support/${cases ? 'case-rules' : 'rules'}/new?rule=${encodeURIComponent(code)}`}
      >
        {say(words.change)}
      </Link>
      <ActForms
        acts={retired}
        onAct={() => retire.mutate({ params: { code } })}
        busy={retire.isPending}
        problem={retire.error}
      />
    </>
  );
}

/** Sections that only some may use are there for those. */
function ForMe({ code, what }: { readonly code: string; readonly what: 'miss' | 'proposal' }) {
  const say = useSay();
  const may = useMay();
  const permission = what === 'miss' ? 'decision-support:work' : 'decision-support:define';
  if (!may(permission)) return <p className="quiet">{say(words.nothingToDo)}</p>;
  return what === 'miss' ? <MissForm code={code} /> : <Proposal code={code} />;
}

/** A rule: how it judges, what was learnt of it, and where a missed event is marked. */
export const ruleDetail = {
  fields: (row: AnyRow) =>
    ofCases(row)
      ? ['code', 'titleZh', 'titleEn', 'kind', 'owner', 'since', 'raisesFrom']
      : ['code', 'titleZh', 'titleEn', 'measure', 'grain', 'kind', 'owner', 'since', 'raisesFrom'],
  actions: (row: AnyRow) => <Actions code={String(row['code'])} cases={ofCases(row)} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => {
    const code = String(row['code']);
    const how = { title: say(words.how), content: <How row={row} /> };
    // What came of cases is known by itself: nobody has to mark it.
    if (ofCases(row)) return [how];
    return [
      how,
      { title: say(words.proposal), content: <ForMe code={code} what="proposal" /> },
      { title: say(words.miss), content: <ForMe code={code} what="miss" /> },
    ];
  },
};
