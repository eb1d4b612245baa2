import { ActForms, Tag, useAct, useSay, type ActForm, type AnyRow, type DetailSection, type Say } from '#ui';
import type { Text } from '#kernel/texts';
import type { Judged } from '#platform/matter/assessment/contract';
import { operations, type OfficerAct, type State } from '../contract.ts';
import { texts } from './words.ts';

type Offered = ActForm<OfficerAct> & { readonly during: readonly State[] };
const permission = 'grants:decide';
const why = { kind: 'words', name: 'why', label: texts.why } as const;

/** Acts that ask for words alone; with `danger` what takes something from the applicant. */
const withWords = (
  during: readonly State[],
  word: Text,
  make: (words: string) => OfficerAct,
  danger?: true,
): Offered => ({
  during,
  asks: [why],
  buttons: [{ word, make: (said) => make(said.words('why')), ...(danger && { danger }) }],
});

const plain: readonly Offered[] = [
  { during: ['publicity'], asks: [], buttons: [{ word: texts.award, make: () => ({ act: 'award' }) }] },
  withWords(['withheld'], texts.reask, (words) => ({ act: 'reask', why: words })),
  withWords(['reported'], texts.close, (words) => ({ act: 'conclude', met: true, why: words })),
  withWords(['filed'], texts.supplement, (words) => ({ act: 'supplement', why: words })),
  withWords(
    ['filed', 'reviewed', 'publicity', 'withheld'],
    texts.refuse,
    (words) => ({ act: 'refuse', why: words }),
    true,
  ),
  withWords(
    ['reported', 'paid'],
    texts.clawback,
    (words) => ({ act: 'conclude', met: false, why: words }),
    true,
  ),
];

/** To accept, each check that no register could tell is looked at. */
const accept = (open: readonly Judged[]): Offered => ({
  during: ['filed'],
  asks: [
    {
      kind: 'checks',
      points: open.map(({ check, title }) => ({ key: check, title })),
      holds: texts.holds,
      found: texts.found,
    },
  ],
  buttons: [
    {
      word: texts.accept,
      make: (said) => ({
        act: 'accept',
        judged: open.map(({ check }) => ({ check, ...said.check(check) })),
      }),
    },
  ],
});

const publicise = (begin: number): Offered => ({
  during: ['reviewed'],
  asks: [{ kind: 'money', name: 'amount', label: texts.amount, begin }],
  buttons: [
    { word: texts.publicise, make: (said) => ({ act: 'publicise', grantedFen: said.fen('amount') }) },
  ],
});

/** A decision whose paper is not there yet. */
const print: Offered = {
  during: ['awarded', 'refused'],
  asks: [],
  buttons: [{ word: texts.print, make: () => ({ act: 'print' }) }],
};

function offered(row: AnyRow): readonly Offered[] {
  const open = ((row['checks'] ?? []) as readonly Judged[]).filter(({ outcome }) => outcome === 'unknown');
  const own = [accept(open), publicise(Number(row['askedFen'])), ...plain];
  return row['paper'] ? own : [...own, print];
}

function Actions({ row }: { readonly row: AnyRow }) {
  const act = useAct('grants', operations.act, { renews: ['tasks'] });
  return (
    <ActForms
      acts={offered(row).map((each) => ({ ...each, permission }))}
      state={String(row['state'])}
      onAct={(body) => act.mutate({ params: { id: String(row['id']) }, body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

function Checks({ checks }: { readonly checks: readonly Judged[] }) {
  const say = useSay();
  return (
    <ul className="plain stack tight">
      {checks.map(({ check, title, outcome, evidence }) => (
        <li key={check}>
          <strong>{say(title)}</strong>{' '}
          <Tag tone={outcome === 'met' ? 'leaf' : 'seal'}>{say(texts[outcome])}</Tag> {say(evidence)}
        </li>
      ))}
    </ul>
  );
}

/** An application with what registers said of it, and the next steps. */
export const applicationDetail = {
  // What other organs know it by stands in the interface; here are the words.
  fields: [
    'receipt',
    'scheme',
    'organisation',
    'applicantKind',
    'applicantName',
    'payeeName',
    'payeeAccount',
    'askedFen',
    'grantedFen',
    'state',
    'score',
    'why',
    'filedAt',
    'reportDueAt',
  ],
  actions: (row: AnyRow) => <Actions row={row} />,
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    { title: say(texts.checks), content: <Checks checks={(row['checks'] ?? []) as readonly Judged[]} /> },
  ],
};
