import { ActForms, useAct, useSay, type ActForm, type Said } from '#ui';
import { operations, type Decide } from '../contract.ts';
import { words } from './words.ts';

const why = { kind: 'words', name: 'why', label: words.why } as const;

const restated = (said: Said): Decide => ({
  decision: 'restate',
  why: said.words('why'),
  digest: said.words('digest').toLowerCase(),
  rows: said.number('rows'),
  paper: said.words('paper'),
});

const acts: readonly ActForm<Decide>[] = [
  {
    permission: 'handover:decide',
    hint: words.decisionHint,
    asks: [why],
    buttons: [
      { word: words.accept, make: (said) => ({ decision: 'accept', why: said.words('why') }) },
      { word: words.refuse, danger: true, make: (said) => ({ decision: 'refuse', why: said.words('why') }) },
    ],
  },
  {
    permission: 'handover:decide',
    asks: [
      { kind: 'words', name: 'digest', label: words.newDigest },
      { kind: 'number', name: 'rows', label: words.newRows },
      { kind: 'words', name: 'paper', label: words.paper },
      why,
    ],
    buttons: [{ word: words.restate, make: restated }],
  },
];

/** The three ways to settle what differs. */
export function Decision({ number }: { readonly number: string }) {
  const say = useSay();
  const act = useAct('handover', operations.decide, { renews: ['tasks', 'ingestion'] });
  return (
    <div role="group" aria-label={say(words.decision)}>
      <ActForms
        acts={acts}
        onAct={(body) => act.mutate({ params: { key: number }, body })}
        busy={act.isPending}
        problem={act.error}
      />
    </div>
  );
}
