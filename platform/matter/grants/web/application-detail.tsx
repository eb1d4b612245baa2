import { useId, type ReactNode } from 'react';
import { ProblemNote, Tag, useAct, useMay, useSay, type AnyRow, type DetailSection, type Say } from '#ui';
import type { Judged } from '#platform/matter/assessment/contract';
import { operations, type OfficerAct, type State } from '../contract.ts';
import { texts } from './words.ts';

type Word = keyof typeof texts;
type Made = (form: FormData, checks: readonly Judged[]) => OfficerAct;
const text = (form: FormData, name: string): string => String(form.get(name) ?? '').trim();
const why = (form: FormData): string => text(form, 'why');

interface Button {
  readonly word: Word;
  readonly danger?: true;
  /** What is filled in before it is pressed. */
  readonly asks: 'why' | 'amount' | 'checks' | 'nothing';
  readonly make: Made;
}

const refuse: Button = {
  word: 'refuse',
  danger: true,
  asks: 'why',
  make: (form) => ({ act: 'refuse', why: why(form) }),
};
const clawback: Button = {
  word: 'clawback',
  danger: true,
  asks: 'why',
  make: (form) => ({ act: 'conclude', met: false, why: why(form) }),
};

/** What an officer may press in each state. */
const buttons: Partial<Record<State, readonly Button[]>> = {
  filed: [
    {
      word: 'accept',
      asks: 'checks',
      make: (form, checks) => ({
        act: 'accept',
        judged: checks.map(({ check }) => ({
          check,
          met: form.has(`${check}-met`),
          why: text(form, `${check}-why`),
        })),
      }),
    },
    { word: 'supplement', asks: 'why', make: (form) => ({ act: 'supplement', why: why(form) }) },
    refuse,
  ],
  reviewed: [
    {
      word: 'publicise',
      asks: 'amount',
      make: (form) => ({ act: 'publicise', grantedFen: Math.round(Number(form.get('amount')) * 100) }),
    },
    refuse,
  ],
  publicity: [{ word: 'award', asks: 'nothing', make: () => ({ act: 'award' }) }, refuse],
  withheld: [{ word: 'reask', asks: 'why', make: (form) => ({ act: 'reask', why: why(form) }) }, refuse],
  reported: [
    { word: 'close', asks: 'why', make: (form) => ({ act: 'conclude', met: true, why: why(form) }) },
    clawback,
  ],
  paid: [clawback],
};

function Field({
  label,
  children,
}: {
  readonly label: string;
  readonly children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** What is to be filled in: the reason, the amount, or what a person found where no register could tell. */
function Asked({ asks, checks }: { readonly asks: Button['asks']; readonly checks: readonly Judged[] }) {
  const say = useSay();
  if (asks === 'nothing') return null;
  if (asks === 'checks')
    return checks.map(({ check, title }) => (
      <fieldset key={check} className="row">
        <label className="row">
          <input type="checkbox" name={`${check}-met`} /> {say(texts.holds, { title: say(title) })}
        </label>
        <Field label={say(texts.found)}>
          {(id) => <input id={id} name={`${check}-why`} className="input" required minLength={2} />}
        </Field>
      </fieldset>
    ));
  const more =
    asks === 'amount' ? { type: 'number', step: 0.01, min: 0.01 } : { minLength: 2, maxLength: 1000 };
  return (
    <Field label={say(asks === 'amount' ? texts.amount : texts.why)}>
      {(id) => <input id={id} name={asks} className="input" required {...more} />}
    </Field>
  );
}

function Actions({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const may = useMay();
  const act = useAct('grants', operations.act, { renews: ['tasks'] });
  if (!may('grants:decide')) return null;
  const open = ((row['checks'] ?? []) as readonly Judged[]).filter(({ outcome }) => outcome === 'unknown');
  return (
    <div className="stack tight">
      {(buttons[row['state'] as State] ?? []).map(({ word, danger, asks, make }) => (
        <form
          key={word}
          className={asks === 'checks' ? 'stack tight' : 'row'}
          onSubmit={(event) => {
            event.preventDefault();
            const body = make(new FormData(event.currentTarget), open);
            act.mutate({ params: { id: String(row['id']) }, body });
          }}
        >
          <Asked asks={asks} checks={open} />
          <button
            type="submit"
            className={danger ? 'button danger' : 'button primary'}
            disabled={act.isPending}
          >
            {say(texts[word])}
          </button>
        </form>
      ))}
      {act.isError && <ProblemNote problem={act.error} />}
    </div>
  );
}

function Checks({ checks }: { readonly checks: readonly Judged[] }) {
  const say = useSay();
  return (
    <ul className="stack tight">
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
