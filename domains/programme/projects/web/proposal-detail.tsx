import { Link } from 'react-router';
import {
  ActForms,
  ProblemNote,
  ReferenceValue,
  SimulatedTag,
  Skeleton,
  Tag,
  number,
  useAct,
  useCall,
  useLanguage,
  useMay,
  useSay,
  useSession,
  type ActForm,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import {
  kindNames,
  operations,
  verdictNames,
  type Comparison,
  type OwnAct,
  type ReviewAct,
  type Verdict,
} from '../contract.ts';
import { Proposal } from '../records.ts';
import { proposalWords as words } from './proposal-words.ts';

const renews = ['records', 'tasks'];
const why = { kind: 'words', name: 'why', label: words.why } as const;

const owns: readonly ActForm<OwnAct>[] = [
  {
    during: ['draft', 'returned'],
    permission: 'projects:write',
    hint: words.submitHint,
    asks: [],
    buttons: [{ word: words.submit, make: () => ({ act: 'submit' }) }],
  },
  {
    during: ['formal-check', 'returned', 'reviewing'],
    permission: 'projects:write',
    asks: [why],
    buttons: [
      {
        word: words.takeBack,
        danger: true,
        will: words.willTakeBack,
        make: (said) => ({ act: 'withdraw', why: said.words('why') }),
      },
    ],
  },
];

const reviews = (asked: number): readonly ActForm<ReviewAct>[] => [
  {
    during: ['formal-check'],
    permission: 'projects:approve',
    hint: words.takeHint,
    asks: [],
    buttons: [{ word: words.take, make: () => ({ act: 'take' }) }],
  },
  {
    during: ['reviewing'],
    permission: 'projects:approve',
    hint: words.approveHint,
    asks: [{ kind: 'money', name: 'fen', label: words.approvedFen, begin: asked }],
    buttons: [{ word: words.approve, make: (said) => ({ act: 'approve', approvedFen: said.fen('fen') }) }],
  },
  {
    during: ['formal-check', 'reviewing'],
    permission: 'projects:approve',
    asks: [why],
    buttons: [
      { word: words.giveBack, make: (said) => ({ act: 'give-back', why: said.words('why') }) },
      { word: words.refuse, danger: true, make: (said) => ({ act: 'refuse', why: said.words('why') }) },
    ],
  },
];

function Actions({ row }: { readonly row: AnyRow }) {
  const { actor } = useSession();
  const own = useAct('projects', operations.ownProposal, { renews });
  const review = useAct('projects', operations.reviewProposal, { renews });
  const at = { params: { id: String(row['code']) } };
  const state = String(row['state']);
  return (
    <div className="stack">
      <ActForms
        acts={actor.organisation === row['unit'] ? owns : []}
        state={state}
        onAct={(body) => own.mutate({ ...at, body })}
        busy={own.isPending}
        problem={own.error}
      />
      <ActForms
        acts={reviews(Number(row['budgetFen']))}
        state={state}
        onAct={(body) => review.mutate({ ...at, body })}
        busy={review.isPending}
        problem={review.error}
      />
    </div>
  );
}

type Item = Comparison['items'][number];

function Reasons({ reasons }: Pick<Item, 'reasons'>) {
  const say = useSay();
  const { language } = useLanguage();
  const join = (of: readonly string[]) => of.join(language === 'zh' ? '、' : ', ');
  const lines = [
    reasons.words.length > 0 && say(words.sharedWords, { words: join(reasons.words) }),
    reasons.items.length > 0 && say(words.sharedItems, { items: join(reasons.items) }),
    reasons.uses.length > 0 && say(words.sharedUses, { codes: join(reasons.uses) }),
    reasons.sameUnit && say(words.sameUnit),
    reasons.sameProject && say(words.sameProject),
  ].filter((line) => line !== false);
  return (
    <ul className="plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

const tones: Readonly<Record<Verdict, 'seal' | 'river' | 'leaf'>> = {
  same: 'seal',
  'builds-on': 'river',
  different: 'leaf',
};

function Answer({ proposal, item }: { readonly proposal: string; readonly item: Item }) {
  const act = useAct('projects', operations.reviewProposal, { renews });
  const answer = (verdict: Verdict) => ({
    word: verdictNames[verdict],
    make: (said: { words(name: string): string }): ReviewAct => ({
      act: 'answer',
      kind: item.kind,
      key: item.key,
      verdict,
      why: said.words('why'),
    }),
  });
  return (
    <ActForms<ReviewAct>
      acts={[{ asks: [why], buttons: [answer('builds-on'), answer('different'), answer('same')] }]}
      onAct={(body) => act.mutate({ params: { id: proposal }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

/** What it is called, of which kind, whose, and how near. */
function Head({ item }: { readonly item: Item }) {
  const say = useSay();
  const { language } = useLanguage();
  const whose = item.unitName ? say(item.unitName) : item.unit;
  const facts = [
    say(kindNames[item.kind]),
    ...(whose ? [whose] : []),
    say(words.likeness, { percent: number(item.score * 100, language, 0) }),
  ];
  return (
    <p>
      <Link to={item.path}>{say(item.title)}</Link> <span className="quiet">{facts.join(' · ')}</span>{' '}
      {item.likely && <Tag tone="amber">{say(words.likely)}</Tag>} {item.simulated && <SimulatedTag />}
    </p>
  );
}

function Answered({ answer }: { readonly answer: NonNullable<Item['answer']> }) {
  const say = useSay();
  return (
    <p>
      <Tag tone={tones[answer.verdict]}>{say(verdictNames[answer.verdict])}</Tag> {answer.why}{' '}
      {!answer.current && <span className="quiet">{say(words.earlier)}</span>}
    </p>
  );
}

function Candidate({ item, proposal }: { readonly item: Item; readonly proposal: string | undefined }) {
  const say = useSay();
  const waits = item.likely && !item.answer?.current;
  return (
    <li className="sheet stack tight">
      <Head item={item} />
      <Reasons reasons={item.reasons} />
      {item.answer && <Answered answer={item.answer} />}
      {proposal !== undefined && (
        <details open={waits}>
          <summary>{say(words.answerIt)}</summary>
          <Answer proposal={proposal} item={item} />
        </details>
      )}
    </li>
  );
}

function ComparisonSection({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const id = String(row['code']);
  const found = useCall('projects', operations.comparison, { params: { id } });
  if (found.isPending) return <Skeleton lines={5} />;
  if (found.isError) return <ProblemNote problem={found.error} onRetry={() => void found.refetch()} />;
  const { items, likely, open } = found.data;
  if (items.length === 0) return <p className="quiet">{say(words.nothingNear)}</p>;
  const asks = may('projects:approve') && row['state'] === 'reviewing';
  return (
    <div className="stack">
      <p>{say(words.counts, { all: items.length, likely, open })}</p>
      <ul className="plain stack">
        {items.map((item) => (
          <Candidate key={`${item.kind} ${item.key}`} item={item} proposal={asks ? id : undefined} />
        ))}
      </ul>
    </div>
  );
}

const ended = new Set(['approved', 'refused', 'withdrawn']);

/** A proposal, what can be done with it now, and what exists already that it may be. */
export const proposalDetail = {
  // The account is who to ask; the history has the name.
  fields: Object.keys(Proposal.fields).filter((name) => name !== 'account'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    ...(row['state'] === 'approved'
      ? [
          {
            title: say(words.undertaking),
            content: <ReferenceValue record="projects.undertaking" value={String(row['code'])} />,
          },
        ]
      : []),
    ...(ended.has(String(row['state'])) ? [] : [{ title: say(words.work), content: <Actions row={row} /> }]),
    { title: say(words.exists), content: <ComparisonSection row={row} /> },
  ],
};
