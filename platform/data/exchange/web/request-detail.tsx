import { ActForms, useAct, useSession, type ActForm, type AnyRow, type DetailSection, type Say } from '#ui';
import { operations } from '../contract.ts';
import type { Item, RowFilter, State } from '../records.ts';
import { DecideForm } from './decide-form.tsx';
import { FilterLine, ItemsTable, PurposeName } from './items-table.tsx';
import { words } from './words.ts';

const why = { kind: 'words', name: 'why', label: words.why } as const;
type CheckBody = { outcome: 'pass' | 'return'; why?: string };

const checks: readonly ActForm<CheckBody>[] = [
  {
    permission: 'exchange:check',
    hint: words.checkHint,
    asks: [],
    buttons: [{ word: words.pass, make: () => ({ outcome: 'pass' }) }],
  },
  {
    permission: 'exchange:check',
    asks: [why],
    buttons: [
      {
        word: words.return,
        danger: true,
        make: (said) => ({ outcome: 'return', why: said.words('why') }),
      },
    ],
  },
];

const disputes: readonly ActForm<{ why: string }>[] = [
  {
    permission: 'exchange:ask',
    hint: words.disputeHint,
    asks: [why],
    buttons: [{ word: words.dispute, make: (said) => ({ why: said.words('why') }) }],
  },
];

const takeBacks: readonly ActForm<{ why: string }>[] = [
  {
    permission: 'exchange:ask',
    asks: [why],
    buttons: [
      {
        word: words.takeBack,
        danger: true,
        will: words.takeBackWill,
        make: (said) => ({ why: said.words('why') }),
      },
    ],
  },
];

const upholds: readonly ActForm<{ outcome: 'uphold'; why: string }>[] = [
  {
    permission: 'exchange:check',
    asks: [why],
    buttons: [{ word: words.uphold, make: (said) => ({ outcome: 'uphold', why: said.words('why') }) }],
  },
];

const keyOf = (row: AnyRow) => ({ key: String(row['number']) });
const renews = { renews: ['tasks'] } as const;

function Check({ row }: { readonly row: AnyRow }) {
  const act = useAct('exchange', operations.check, renews);
  return (
    <ActForms
      acts={checks}
      onAct={(body) => act.mutate({ params: keyOf(row), body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

/** What only the department that asked may do. */
function OfConsumer({ row, what }: { readonly row: AnyRow; readonly what: 'dispute' | 'takeBack' }) {
  const { actor } = useSession();
  const act = useAct('exchange', operations[what], renews);
  if (actor.organisation !== row['consumer']) return null;
  return (
    <ActForms
      acts={what === 'dispute' ? disputes : takeBacks}
      onAct={(body) => act.mutate({ params: keyOf(row), body })}
      busy={act.isPending}
      problem={act.error}
    />
  );
}

function Settle({ row }: { readonly row: AnyRow }) {
  const act = useAct('exchange', operations.settle, renews);
  return (
    <>
      <ActForms
        acts={upholds}
        onAct={(body) => act.mutate({ params: keyOf(row), body })}
        busy={act.isPending}
        problem={act.error}
      />
      <DecideForm row={row} settles />
    </>
  );
}

const stepsOf = (row: AnyRow, say: Say): readonly DetailSection[] => {
  const state = row['state'] as State;
  const disputable = (state === 'refused' || state === 'partly') && !row['settledAt'];
  return [
    ...(state === 'checking' ? [{ title: say(words.check), content: <Check row={row} /> }] : []),
    ...(state === 'deciding' ? [{ title: say(words.decide), content: <DecideForm row={row} /> }] : []),
    ...(state === 'disputed' ? [{ title: say(words.settle), content: <Settle row={row} /> }] : []),
    ...(disputable ? [{ title: say(words.dispute), content: <OfConsumer row={row} what="dispute" /> }] : []),
    ...(state === 'checking' || state === 'deciding'
      ? [{ title: say(words.takeBack), content: <OfConsumer row={row} what="takeBack" /> }]
      : []),
  ];
};

const asked = [
  'state',
  'dataset',
  'consumer',
  'provider',
  'purpose',
  'legalBasis',
  'scenario',
  'system',
  'way',
  'frequency',
  'periodFrom',
  'periodUntil',
  'askedBy',
  'askedAt',
];
/** Told once it has happened. */
const later = [
  'renews',
  'agreement',
  'checkedBy',
  'checkedAt',
  'checkedWhy',
  'decidedBy',
  'decidedAt',
  'decidedWhy',
  'disputedWhy',
  'disputedAt',
  'settledBy',
  'settledAt',
  'settledWhy',
];

const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** A sharing request: what is asked, what was said of each item, and the step that is next. */
export const requestDetail = {
  fields: (row: AnyRow) => [...asked, ...later.filter((name) => isSaid(row[name]))],
  values: {
    purpose: (row: AnyRow) => <PurposeName dataset={String(row['dataset'])} code={String(row['purpose'])} />,
  },
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    {
      title: say(words.items),
      content: (
        <>
          <ItemsTable dataset={String(row['dataset'])} items={row['items'] as readonly Item[]} />
          <FilterLine dataset={String(row['dataset'])} filter={row['filter'] as RowFilter} />
        </>
      ),
    },
    ...stepsOf(row, say),
  ],
};
