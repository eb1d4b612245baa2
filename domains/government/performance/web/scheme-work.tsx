import { type FormEvent } from 'react';
import { ActForms, Amount, Line, Pick, ProblemNote, type ActForm, useAct, useMay, useSay } from '#ui';
import { operations, type SchemeDefinition } from '../contract.ts';
import { words } from './words.ts';

const renews = ['records', 'tasks'];

type Said = { readonly open: true } | { readonly reason?: string };

const acts: readonly ActForm<Said>[] = [
  {
    during: ['draft'],
    asks: [],
    buttons: [{ word: words.open, will: words.openWill, make: () => ({ open: true }) }],
  },
  {
    during: ['collecting'],
    asks: [],
    buttons: [{ word: words.publish, will: words.publishWill, make: () => ({}) }],
  },
  {
    during: ['published'],
    asks: [{ kind: 'words', name: 'reason', label: words.correction }],
    buttons: [
      {
        word: words.publishAgain,
        will: words.publishWill,
        make: (said) => ({ reason: said.words('reason') }),
      },
    ],
  },
];

function Adjust({ scheme }: { readonly scheme: SchemeDefinition }) {
  const say = useSay();
  const act = useAct('performance', operations.adjust, { renews });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const said = (name: string) => String(data.get(name) ?? '').trim();
    const body = {
      unit: said('unit'),
      adjustment: said('adjustment'),
      points: Number(said('points')),
      reason: said('reason'),
    };
    act.mutate({ params: { code: scheme.code }, body });
  };
  const items = scheme.adjustments.map(({ code, title }) => ({ value: code, title }));
  const units = scheme.units.map((unit) => ({ value: unit, title: { zh: unit, en: unit } }));
  return (
    <form className="stack tight" onSubmit={send} aria-label={say(words.adjust)}>
      <div className="row">
        <Pick name="unit" label={words.unit} choices={units} />
        <Pick name="adjustment" label={words.adjustment} choices={items} />
        <Amount name="points" label={words.pointsAsked} required />
      </div>
      <Line name="reason" label={words.reason} />
      <div className="row">
        <button type="submit" className="button" disabled={act.isPending}>
          {say(words.adjust)}
        </button>
      </div>
      {act.isError && <ProblemNote problem={act.error} />}
      <p role="status">{act.isSuccess && say(words.done)}</p>
    </form>
  );
}

/** What the office does with a scheme in its state. */
export function SchemeWork({ scheme, state }: { readonly scheme: SchemeDefinition; readonly state: string }) {
  const say = useSay();
  const may = useMay();
  const { code } = scheme;
  const open = useAct('performance', operations.openScheme, { renews });
  const publish = useAct('performance', operations.publish, { renews });
  if (!may('performance:manage')) return <p className="quiet">{say(words.nothingToDo)}</p>;
  const take = (said: Said) =>
    'open' in said ? open.mutate({ params: { code } }) : publish.mutate({ params: { code }, body: said });
  return (
    <div className="stack">
      <ActForms
        acts={acts}
        state={state}
        onAct={take}
        busy={open.isPending || publish.isPending}
        problem={open.error ?? publish.error}
      />
      {state === 'collecting' && scheme.adjustments.length > 0 && <Adjust scheme={scheme} />}
    </div>
  );
}
