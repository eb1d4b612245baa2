import { type FormEvent, useId, useState } from 'react';
import { fenOf } from '#kernel/money';
import {
  PlainTable,
  ActForms,
  DateInput,
  Line,
  ProblemNote,
  useAct,
  useMay,
  useSay,
  useSession,
  words as uiWords,
  type ActForm,
  type AnyRow,
  type DetailSection,
  type Say,
} from '#ui';
import { operations, type BaselineAct, type BaselineOwnAct } from '../contract.ts';
import { Baseline } from '../records.ts';
import { PartList } from './part-list.tsx';
import { partWords as words } from './part-words.ts';
import { useYuan } from './use-yuan.ts';

const renews = ['records', 'tasks'];

function AskBaseline({ code }: { readonly code: string }) {
  const say = useSay();
  const own = useId();
  const act = useAct('projects', operations.askBaseline, { renews });
  const [wrong, setWrong] = useState(false);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const [endsBy, budget] = [said('endsBy'), said('budget')];
    const budgetFen = budget === '' ? undefined : fenOf(budget);
    setWrong(budget !== '' && budgetFen === undefined);
    if (budget !== '' && budgetFen === undefined) return;
    act.mutate({
      params: { code },
      body: {
        reason: said('reason'),
        ...(endsBy && { endsBy }),
        ...(budgetFen !== undefined && { budgetFen }),
      },
    });
  };
  return (
    <form className="stack tight no-print" onSubmit={send} aria-label={say(words.askBaseline)}>
      <h3>{say(words.askBaseline)}</h3>
      <p className="hint">{say(words.askHint)}</p>
      <Line name="reason" label={words.reason} />
      <div className="field">
        <label htmlFor={own}>{say(words.newEnd)}</label>
        <span className="hint" id={`${own}-hint`}>
          {say(uiWords.dayForm)}
        </span>
        <DateInput id={own} name="endsBy" aria-describedby={`${own}-hint`} />
      </div>
      <Line name="budget" label={words.newBudget} required={false} />
      {wrong && (
        <p className="notice wrong" role="alert">
          {say(words.badBudget)}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button" disabled={act.isPending}>
          {say(words.askBaseline)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
    </form>
  );
}

/** The baselines of an undertaking, and the asking for another. */
export function BaselinePart({ code }: { readonly code: string }) {
  const may = useMay();
  return (
    <div className="stack">
      <PartList
        record={Baseline}
        filter={{ undertaking: code }}
        columns={['id', 'state', 'endsBy', 'finishOn', 'budgetFen', 'cause', 'decidedOn']}
      />
      {may('projects:write') && <AskBaseline code={code} />}
    </div>
  );
}

const owns: readonly ActForm<BaselineOwnAct>[] = [
  {
    during: ['asked'],
    permission: 'projects:write',
    asks: [],
    buttons: [{ word: words.takeBack, make: () => ({ act: 'take-back' }) }],
  },
];
const decides: readonly ActForm<BaselineAct>[] = [
  {
    during: ['asked'],
    permission: 'projects:approve',
    asks: [],
    buttons: [{ word: words.freeze, make: () => ({ act: 'freeze' }) }],
  },
  {
    during: ['asked'],
    permission: 'projects:approve',
    asks: [{ kind: 'words', name: 'why', label: words.why }],
    buttons: [
      { word: words.refuse, danger: true, make: (said) => ({ act: 'refuse', why: said.words('why') }) },
    ],
  },
];

function Actions({ row }: { readonly row: AnyRow }) {
  const { actor } = useSession();
  const own = useAct('projects', operations.ownBaseline, { renews });
  const decide = useAct('projects', operations.decideBaseline, { renews });
  const at = { params: { id: String(row['id']) } };
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
        acts={decides}
        state={state}
        onAct={(body) => decide.mutate({ ...at, body })}
        busy={decide.isPending}
        problem={decide.error}
      />
    </div>
  );
}

interface Planned {
  readonly code: string;
  readonly title: string;
  readonly days: number;
  readonly after: string | null;
  readonly costFen: number;
}

function Plan({ row }: { readonly row: AnyRow }) {
  const say = useSay();
  const yuan = useYuan();
  const plan = row['plan'] as readonly Planned[];
  if (plan.length === 0) return <p className="quiet">{say(words.none)}</p>;
  return (
    <PlainTable
      label={words.planTable}
      heads={[
        { name: 'activity', label: words.activity },
        { name: 'days', label: words.days, end: true },
        { name: 'after', label: words.after },
        { name: 'cost', label: words.cost, end: true },
      ]}
      rows={plan.map(({ code, title, days, after, costFen }) => ({
        key: code,
        cells: { activity: `${code} ${title}`, days, after: after ?? '—', cost: yuan(costFen) },
      }))}
    />
  );
}

/** A baseline with the activities that it froze, and its decision. */
export const baselineDetail = {
  fields: Object.keys(Baseline.fields).filter((name) => name !== 'plan' && name !== 'account'),
  sections: (row: AnyRow, say: Say): readonly DetailSection[] => [
    ...(row['state'] === 'asked' ? [{ title: say(words.work), content: <Actions row={row} /> }] : []),
    { title: say(words.plan), content: <Plan row={row} /> },
  ],
};
